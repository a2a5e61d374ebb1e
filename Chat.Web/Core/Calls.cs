namespace Chat.Core;

/// <summary>Who is called in a message, once each.</summary>
/// <param name="People">By their ids.</param>
/// <param name="Room">Everybody in the room.</param>
/// <param name="Here">Everybody in the room who is there at that moment.</param>
public sealed record Calls(IReadOnlyCollection<long> People, bool Room, bool Here)
{
    /// <summary>People whom one message may call by name: more is a list of names, or a bomb. There is @room for all.</summary>
    public const int MaxPeople = 50;

    public const string EveryBody = "room";

    public const string WhoeverIsHere = "here";

    /// <summary>Spellings looked up for one message. Only a paste or a bomb has more; what follows stays text.</summary>
    private const int MaxSpellings = 5_000;

    public static readonly Calls None = new([], Room: false, Here: false);

    /// <summary>Whether nobody is called at all.</summary>
    public bool IsEmpty => People.Count == 0 && !Room && !Here;

    /// <summary>
    /// All that may be a name after an @, as it is spelled: "@ann님" calls ann, unless there is an "ann님". Some of it may
    /// stand in code or in a link, where nobody is called.
    /// </summary>
    public static IReadOnlyCollection<string> SpellingsIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        var spellings = new HashSet<string>(StringComparer.Ordinal);
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            if (!MayFollow(at == 0 ? ' ' : text[at - 1]))
                continue;
            var name = NameAt(text.AsSpan(at + 1));
            for (var length = name.Length; length > 0; length = Shorter(name, length))
            {
                if (spellings.Count == MaxSpellings)
                    return spellings;
                spellings.Add(name[..length].ToString());
            }
        }

        return spellings;
    }

    /// <summary>An address of mail has letters before its @, and Korean words stand without a space.</summary>
    internal static bool MayFollow(char before) => before is not ('@' or '/') && (!char.IsLetterOrDigit(before) || EndsAnyWhere(before));

    /// <summary>The longest spelling of a handle that the text begins with; none where it goes on as an address does.</summary>
    internal static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> text)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Names.IsOfHandle(rune))
                break;
            length += rune.Utf16SequenceLength;
        }

        return length < text.Length && text[length] is '@' ? [] : text[..WithinLimit(text[..length])];
    }

    private static int WithinLimit(ReadOnlySpan<char> name)
    {
        var length = name.Length;
        while (length > Names.MaxHandleLength)
            length = Shorter(name, length);
        return length;
    }

    /// <summary>
    /// The next shorter spelling: without punctuation at the end, which may be the sentence's, and without a last letter
    /// of scripts whose words go on without a space. 0 where there is none: "@annabel" does not call ann.
    /// </summary>
    internal static int Shorter(ReadOnlySpan<char> name, int length)
    {
        if (IsPunctuation(name[length - 1]) || EndsAnyWhere(name[length - 1]))
            return length - 1;
        while (length > 0 && !IsPunctuation(name[length - 1]) && !EndsAnyWhere(name[length - 1]))
            length--;
        return length > 0 && EndsAnyWhere(name[length - 1]) ? length : 0;
    }

    private static bool IsPunctuation(char c) => c is '.' or '_' or '-';

    /// <summary>Hangul, Kana and Han.</summary>
    private static bool EndsAnyWhere(char c) =>
        c is (>= '\u1100' and <= '\u11ff') or (>= '\u3040' and <= '\u318f') or (>= '\u3400' and <= '\u9fff') or (>= '\uac00' and <= '\ud7a3');
}

/// <summary>Whom a message may call, and whose it is: what has to be known of a room to render what is said in it.</summary>
/// <param name="Author">The display name.</param>
/// <param name="People">By the spellings that stand in the message.</param>
/// <param name="MayCallAll">Whether its author may call everybody at once.</param>
public sealed record Roll(string Author, IReadOnlyDictionary<string, Callee> People, bool MayCallAll)
{
    /// <summary>Of a message in which nobody is called.</summary>
    public static readonly Roll Empty = new("", new Dictionary<string, Callee>(StringComparer.Ordinal), MayCallAll: false);

    /// <summary>The one who is called by the longest spelling of a handle that the text begins with.</summary>
    internal (int Length, Callee Who)? CalledBy(ReadOnlySpan<char> text)
    {
        var name = Calls.NameAt(text);
        for (var length = name.Length; length > 0; length = Calls.Shorter(name, length))
        {
            var spelling = name[..length].ToString();
            if (MayCallAll && Callee.All(spelling) is { } all)
                return (length, all);
            if (People.TryGetValue(spelling, out var person))
                return (length, person);
        }

        return null;
    }
}

/// <summary>One who is called, by name or among all.</summary>
/// <param name="Person">0 for several at once.</param>
/// <param name="Name">As it is shown.</param>
public sealed record Callee(long Person, string Name)
{
    public static readonly Callee Room = new(0, Calls.EveryBody);

    public static readonly Callee Here = new(0, Calls.WhoeverIsHere);

    public static Callee? All(string spelling) =>
        Calls.EveryBody.Equals(spelling, StringComparison.OrdinalIgnoreCase) ? Room
        : Calls.WhoeverIsHere.Equals(spelling, StringComparison.OrdinalIgnoreCase) ? Here
        : null;
}
