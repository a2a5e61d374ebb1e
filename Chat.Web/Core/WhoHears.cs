namespace Chat.Core;

/// <summary>
/// Who is notified of what. The first line that fits decides; what is never to be heard stands above what may be, so
/// that no choice below can undo it.
/// </summary>
public static class WhoHears
{
    public static Hearing Of(Occasion occasion) => occasion switch
    {
        // Nobody is there to hear it, or whoever is has asked for peace from now on, whatever comes.
        { IsClosed: true } => Hearing.Nothing,
        { IsPaused: true } => Hearing.Nothing,

        // What was said is for members, and a message keeps nobody apart from its author company.
        { IsMember: false, News: not News.Failure } => Hearing.Nothing,
        { AreApart: true, News: not News.Failure } => Hearing.Nothing,

        // One chose the minute oneself, and knew one's hours: a reminder is an alarm clock.
        { News: News.Reminder } => Hearing.Loud,

        // At night nothing is worth waking somebody for, not even their name.
        { IsQuietHour: true } => Hearing.Nothing,

        // One believes it said: whatever the room's choice, that is about oneself.
        { News: News.Failure } => Hearing.Loud,

        { IsAuthor: true } => Hearing.Nothing,

        // Muting is stronger than being called: else those who call too often could not be muted.
        { IsMuted: true } => Hearing.Nothing,
        { NotifyOf: NotifyOf.Nothing } => Hearing.Nothing,

        // It is before their eyes, or was.
        { HasRead: true } => Hearing.Nothing,
        { IsReading: true } => Hearing.Nothing,

        // By name, as one of the room or by a word of their own.
        { IsCalled: true } => Hearing.Loud,
        { SaysKeyword: true } => Hearing.Loud,

        // A thread is its followers' alone, however much of the room one hears: that is what threads are for.
        { News: News.Reply } => occasion.Follows ? Hearing.Quiet : Hearing.Nothing,

        { NotifyOf: NotifyOf.Everything } => Hearing.Quiet,

        // What is said among few is said to each of them; what is said in a room is said to whoever comes by.
        { NotifyOf: null, IsNamed: false } => Hearing.Quiet,
        _ => Hearing.Nothing,
    };
}

/// <summary>How somebody is notified.</summary>
public enum Hearing
{
    Nothing = 0,

    /// <summary>A notification, which takes the place of a former one of the room without a sound.</summary>
    Quiet = 1,

    /// <summary>A notification that makes itself heard, even where it takes the place of another.</summary>
    Loud = 2,
}

/// <summary>What may be news to somebody.</summary>
public enum News
{
    /// <summary>A message in the room itself.</summary>
    Message,

    /// <summary>A message in a thread.</summary>
    Reply,

    /// <summary>A reminder of one's own that is due.</summary>
    Reminder,

    /// <summary>A scheduled message of one's own that could not be sent.</summary>
    Failure,
}

/// <summary>Some news, and how it is with the person whom it may concern.</summary>
/// <param name="News">What it is.</param>
public readonly record struct Occasion(News News)
{
    public bool IsAuthor { get; init; }

    public bool IsMember { get; init; }

    /// <summary>The account is closed.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Author and person: one has blocked the other.</summary>
    public bool AreApart { get; init; }

    /// <summary>The room has a name; otherwise it is a direct chat or a group.</summary>
    public bool IsNamed { get; init; }

    /// <summary>The person's choice for the room; null for what is usual in such a room.</summary>
    public NotifyOf? NotifyOf { get; init; }

    public bool IsMuted { get; init; }

    /// <summary>It is one of their hours of rest (<see cref="QuietHours"/>).</summary>
    public bool IsQuietHour { get; init; }

    public bool IsPaused { get; init; }

    /// <summary>The room is in sight on one of their devices, which was touched lately.</summary>
    public bool IsReading { get; init; }

    public bool HasRead { get; init; }

    /// <summary>By name, or as one of the room.</summary>
    public bool IsCalled { get; init; }

    /// <summary>One of their own keywords is said (<see cref="Keywords"/>).</summary>
    public bool SaysKeyword { get; init; }

    /// <summary>The person follows the thread that it is in.</summary>
    public bool Follows { get; init; }
}
