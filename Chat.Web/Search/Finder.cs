using Chat.Core;
using Chat.Data;
using Chat.Data.Sqlite;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Search;

/// <summary>Finds messages in the rooms that one is in now, newest first, a page at a time.</summary>
public sealed class Finder(ChatDb db, IStringLocalizer<Text> text)
{
    public const int PageSize = 20;

    /// <summary>What one request looks at. Whoever wants to go further back asks again from there.</summary>
    private const int MaxCandidates = 1_000;
    private const int MaxCharacters = 2_000_000;

    /// <summary>Whoever reads one message in so many is spared little by looking for their rooms. docs/performance.md, "Search".</summary>
    private const int BroadShare = 4;

    /// <summary>People whom one name may mean.</summary>
    private const int MaxAuthors = 50;

    /// <param name="zone">In which the days of the query are days.</param>
    /// <param name="before">The place where the page before ended.</param>
    public async Task<Findings> FindAsync(long person, SearchQuery query, TimeZoneInfo zone, long? before, CancellationToken cancellationToken)
    {
        var mine = await MyRooms.OfAsync(db, person, cancellationToken);
        var rooms = Among(mine, query.In);
        var authors = await AuthorsAsync(person, query.From, cancellationToken);
        if (rooms.Count == 0 || (query.From.Count > 0 && authors.Count == 0) || query.Has.Contains(Having.File))
            return Findings.Nothing;
        var (first, end) = Rows(query.Days, zone);
        var isBroad = rooms.Sum(room => room.Head) * BroadShare > IndexQuestion.LastRow(db);
        var question = new IndexQuestion(
            person, rooms.Select(room => room.Id).ToHashSet(), isBroad, authors, query.Words, query.Has, first, Math.Min(end, before ?? long.MaxValue));
        return Compare(question, query, mine.ToDictionary(room => room.Id), cancellationToken);
    }

    private List<MyRoom> Among(IReadOnlyList<MyRoom> mine, IReadOnlyList<string> names) =>
        names.Count == 0 ? [.. mine] : [.. names.SelectMany(name => Called(mine, name)).DistinctBy(room => room.Id)];

    /// <summary>Those of that very name; if there are none, those with it in their name.</summary>
    private List<MyRoom> Called(IReadOnlyList<MyRoom> mine, string name)
    {
        var wanted = name.TrimStart('#');
        var titles = mine.Select(room => (Room: room, Title: SearchText.Fold(room.Title.In(text)))).ToList();
        var exact = titles.Where(room => room.Title == wanted || room.Title == name).Select(room => room.Room).ToList();
        return exact.Count > 0 ? exact : [.. titles.Where(room => room.Title.Contains(wanted, StringComparison.Ordinal)).Select(room => room.Room)];
    }

    private async Task<IReadOnlyList<long>> AuthorsAsync(long person, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var authors = new HashSet<long>();
        foreach (var name in names)
            authors.UnionWith(name is "me" or "@me" ? [person] : await NamedAsync(name, cancellationToken));
        return [.. authors];
    }

    private async Task<List<long>> NamedAsync(string name, CancellationToken cancellationToken)
    {
        var key = Names.Fold(name.TrimStart('@'));
        var exact = await db.Users.Where(p => p.NormalizedUserName == key || (name == key && p.NameKey == key))
            .OrderBy(p => p.Id).Select(p => p.Id).Take(MaxAuthors).ToListAsync(cancellationToken);
        return exact.Count > 0 || name != key ? exact : await db.Users
            .Where(p => p.NameKey.Contains(key) || p.NormalizedUserName!.Contains(key))
            .OrderBy(p => p.Id).Select(p => p.Id).Take(MaxAuthors).ToListAsync(cancellationToken);
    }

    private (long First, long End) Rows((DateOnly? First, DateOnly? End) days, TimeZoneInfo zone) => (
        days.First is { } first ? IndexQuestion.RowAt(db, Midnight(first, zone)) : 0,
        days.End is { } end ? IndexQuestion.RowAt(db, Midnight(end, zone)) : long.MaxValue);

    /// <summary>Where clocks go forward at midnight the day begins later.</summary>
    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var time = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(time))
            time = time.AddMinutes(15);
        return new DateTimeOffset(time, zone.GetUtcOffset(time));
    }

    private Findings Compare(IndexQuestion question, SearchQuery query, Dictionary<long, MyRoom> rooms, CancellationToken cancellationToken)
    {
        var hits = new List<Hit>(PageSize);
        var (candidates, characters) = (0, 0);
        foreach (var candidate in question.Ask(db, MaxCandidates))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (hits.Count == PageSize)
                return new Findings(hits, hits[^1].Row, IsUnfinished: false);
            if (IsHit(candidate, query))
                hits.Add(HitOf(candidate, query, rooms[candidate.Room]));
            if (++candidates == MaxCandidates || (characters += candidate.Body.Length) > MaxCharacters)
                return new Findings(hits, candidate.Row, IsUnfinished: true);
        }

        return new Findings(hits, Next: null, IsUnfinished: false);
    }

    /// <summary>The index knows pairs of letters; whether they stand together is seen in the message itself.</summary>
    private static bool IsHit(Candidate candidate, SearchQuery query)
    {
        if (!candidate.Fits)
            return false;
        var folded = SearchText.Fold(candidate.Body);
        return query.Words.All(word => folded.Contains(word, StringComparison.Ordinal));
    }

    private Hit HitOf(Candidate candidate, SearchQuery query, MyRoom room) => new(
        candidate.Row, candidate.Room, candidate.Number, room.Title.In(text), candidate.Author, candidate.AuthorName, candidate.At,
        Snippet.Of(candidate.Body, query.Words));
}

/// <param name="Next">Where to go on; null at the end.</param>
/// <param name="IsUnfinished">There was more to look at than one request does.</param>
public sealed record Findings(IReadOnlyList<Hit> Hits, long? Next, bool IsUnfinished)
{
    public static Findings Nothing { get; } = new([], null, IsUnfinished: false);
}

/// <summary>A message that was found.</summary>
/// <param name="Row">Its place among all messages.</param>
public sealed record Hit(
    long Row, long Room, long Number, string RoomTitle, long Author, string AuthorName, DateTimeOffset At, IReadOnlyList<SnippetPiece> Snippet)
{
    public string Address => $"/rooms/{Room}/{Number}";
}
