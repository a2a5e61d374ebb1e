using System.Globalization;

namespace Chat.Core;

/// <summary>A reader's place in the log of a room.</summary>
/// <param name="Room">The room's id, positive.</param>
/// <param name="Rev">The last revision the reader has applied; 0 before the first.</param>
public readonly record struct Cursor(long Room, long Rev)
{
    /// <summary>What a reader does with a change.</summary>
    public enum Verdict
    {
        /// <summary>The reader has it: delivered twice, or out of order and overtaken by a repair.</summary>
        Ignore,

        /// <summary>Apply it and move the cursor to its revision.</summary>
        Apply,

        /// <summary>Something before it is missing: ask the log for what is behind the cursor.</summary>
        Gap,
    }

    /// <summary>The rule of every reader.</summary>
    /// <param name="after">The revision the change follows: there is nothing the reader needs between the two.</param>
    /// <param name="rev">The change's own revision.</param>
    public Verdict Judge(long after, long rev)
    {
        if (rev <= Rev)
            return Verdict.Ignore;
        return after <= Rev ? Verdict.Apply : Verdict.Gap;
    }
}

/// <summary>The cursors a client sends: "42:1950,57:9".</summary>
public static class Cursors
{
    /// <summary>A page shows one room; fifty is room for a wall of them, and a bound for what one request may ask.</summary>
    public const int MaxRooms = 50;

    /// <summary>Reads "room:rev,room:rev"; nothing is an empty list.</summary>
    /// <returns>
    /// False for anything but decimal digits, a room of 0, a number beyond 64 bits, a room twice, or more than
    /// <see cref="MaxRooms"/>; the list is empty then.
    /// </returns>
    public static bool TryParse(string? text, out IReadOnlyList<Cursor> cursors) => TryParse(text, MaxRooms, out cursors);

    /// <inheritdoc cref="TryParse(string?, out IReadOnlyList{Cursor})"/>
    /// <param name="most">How many rooms may be named, instead of <see cref="MaxRooms"/>.</param>
    public static bool TryParse(string? text, int most, out IReadOnlyList<Cursor> cursors)
    {
        cursors = [];
        if (string.IsNullOrEmpty(text))
            return true;

        var found = new List<Cursor>();
        var rooms = new HashSet<long>();
        foreach (var part in text.AsSpan().Split(','))
        {
            if (found.Count == most || !TryParseOne(text.AsSpan(part), out var cursor) || !rooms.Add(cursor.Room))
                return false;
            found.Add(cursor);
        }

        cursors = found;
        return true;
    }

    private static bool TryParseOne(ReadOnlySpan<char> text, out Cursor cursor)
    {
        cursor = default;
        var colon = text.IndexOf(':');
        if (colon < 0 || !TryParseNumber(text[..colon], out var room) || !TryParseNumber(text[(colon + 1)..], out var rev))
            return false;

        cursor = new Cursor(room, rev);
        return room > 0;
    }

    /// <summary>Digits are asked for first: the framework's parser lets NUL characters follow a number.</summary>
    private static bool TryParseNumber(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        return !text.ContainsAnyExceptInRange('0', '9')
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
