using Chat.Core;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Tests.Core;

public sealed class WhoHearsTests
{
    /// <summary>The words of the table: each is one thing that is so.</summary>
    private static readonly Dictionary<string, Func<Occasion, Occasion>> Words = new(StringComparer.Ordinal)
    {
        ["message"] = o => o with { News = News.Message },
        ["reply"] = o => o with { News = News.Reply },
        ["reminder"] = o => o with { News = News.Reminder },
        ["failure"] = o => o with { News = News.Failure, IsMember = false },
        ["room"] = o => o with { IsNamed = true },
        ["direct"] = o => o with { IsNamed = false },
        ["author"] = o => o with { IsAuthor = true },
        ["outside"] = o => o with { IsMember = false },
        ["closed"] = o => o with { IsClosed = true },
        ["apart"] = o => o with { AreApart = true },
        ["all"] = o => o with { NotifyOf = NotifyOf.Everything },
        ["mentions"] = o => o with { NotifyOf = NotifyOf.Mentions },
        ["nothing"] = o => o with { NotifyOf = NotifyOf.Nothing },
        ["muted"] = o => o with { IsMuted = true },
        ["night"] = o => o with { IsQuietHour = true },
        ["paused"] = o => o with { IsPaused = true },
        ["reading"] = o => o with { IsReading = true },
        ["read"] = o => o with { HasRead = true },
        ["called"] = o => o with { IsCalled = true },
        ["keyword"] = o => o with { SaysKeyword = true },
        ["follows"] = o => o with { Follows = true },
    };

    [Theory]
    // What is usual: mentions in rooms, everything in direct chats and groups.
    [InlineData("message room", Hearing.Nothing)]
    [InlineData("message direct", Hearing.Quiet)]
    [InlineData("message room called", Hearing.Loud)]
    [InlineData("message direct called", Hearing.Loud)]
    [InlineData("message room keyword", Hearing.Loud)]
    [InlineData("message direct keyword", Hearing.Loud)]
    // As chosen for the room.
    [InlineData("message room all", Hearing.Quiet)]
    [InlineData("message room all called", Hearing.Loud)]
    [InlineData("message room mentions", Hearing.Nothing)]
    [InlineData("message room mentions called", Hearing.Loud)]
    [InlineData("message room mentions keyword", Hearing.Loud)]
    [InlineData("message room nothing", Hearing.Nothing)]
    [InlineData("message room nothing called", Hearing.Nothing)]
    [InlineData("message room nothing keyword", Hearing.Nothing)]
    [InlineData("message direct all", Hearing.Quiet)]
    [InlineData("message direct mentions", Hearing.Nothing)]
    [InlineData("message direct mentions called", Hearing.Loud)]
    [InlineData("message direct nothing", Hearing.Nothing)]
    [InlineData("message direct nothing called", Hearing.Nothing)]
    // Muted.
    [InlineData("message room all muted", Hearing.Nothing)]
    [InlineData("message room muted called", Hearing.Nothing)]
    [InlineData("message room muted keyword", Hearing.Nothing)]
    [InlineData("message direct muted", Hearing.Nothing)]
    [InlineData("reply room muted follows", Hearing.Nothing)]
    // Threads.
    [InlineData("reply room", Hearing.Nothing)]
    [InlineData("reply room follows", Hearing.Quiet)]
    [InlineData("reply room all", Hearing.Nothing)]
    [InlineData("reply room mentions follows", Hearing.Quiet)]
    [InlineData("reply room nothing follows", Hearing.Nothing)]
    [InlineData("reply room called", Hearing.Loud)]
    [InlineData("reply room follows called", Hearing.Loud)]
    [InlineData("reply room keyword", Hearing.Loud)]
    [InlineData("reply direct", Hearing.Nothing)]
    [InlineData("reply direct follows", Hearing.Quiet)]
    [InlineData("reply room follows reading", Hearing.Nothing)]
    [InlineData("reply room follows read", Hearing.Nothing)]
    [InlineData("reply room follows night", Hearing.Nothing)]
    // Who never hears.
    [InlineData("message direct author", Hearing.Nothing)]
    [InlineData("message room all called author", Hearing.Nothing)]
    [InlineData("message room called outside", Hearing.Nothing)]
    [InlineData("message room called closed", Hearing.Nothing)]
    [InlineData("message room called apart", Hearing.Nothing)]
    [InlineData("message direct apart", Hearing.Nothing)]
    // Before their eyes.
    [InlineData("message direct reading", Hearing.Nothing)]
    [InlineData("message room called reading", Hearing.Nothing)]
    [InlineData("message direct read", Hearing.Nothing)]
    [InlineData("message room called read", Hearing.Nothing)]
    // In peace.
    [InlineData("message direct night", Hearing.Nothing)]
    [InlineData("message room called night", Hearing.Nothing)]
    [InlineData("message direct paused", Hearing.Nothing)]
    [InlineData("message room called paused", Hearing.Nothing)]
    // One's own.
    [InlineData("reminder room", Hearing.Loud)]
    [InlineData("reminder room author", Hearing.Loud)]
    [InlineData("reminder room muted nothing", Hearing.Loud)]
    [InlineData("reminder room read", Hearing.Loud)]
    [InlineData("reminder room reading", Hearing.Loud)]
    [InlineData("reminder room night", Hearing.Loud)]
    [InlineData("reminder room paused", Hearing.Nothing)]
    [InlineData("reminder room closed", Hearing.Nothing)]
    [InlineData("reminder room outside", Hearing.Nothing)]
    [InlineData("reminder room apart", Hearing.Nothing)]
    [InlineData("failure room", Hearing.Loud)]
    [InlineData("failure room author muted nothing", Hearing.Loud)]
    [InlineData("failure direct apart", Hearing.Loud)]
    [InlineData("failure room night", Hearing.Nothing)]
    [InlineData("failure room paused", Hearing.Nothing)]
    [InlineData("failure room closed", Hearing.Nothing)]
    public void The_table(string what, Hearing heard) =>
        Assert.Equal(heard, WhoHears.Of(what.Split(' ').Aggregate(new Occasion { IsMember = true }, (occasion, word) => Words[word](occasion))));

    [Fact]
    public void Of_what_others_say_nobody_hears_who_wrote_it_is_outside_blocked_or_closed() => Holds(o =>
        o.News is News.Reminder or News.Failure || !(o.IsAuthor || !o.IsMember || o.AreApart || o.IsClosed) || IsNothing(o));

    [Fact]
    public void Of_what_others_say_nobody_hears_who_mutes_or_wants_nothing() => Holds(o =>
        o.News is News.Reminder or News.Failure || !(o.IsMuted || o.NotifyOf is NotifyOf.Nothing) || IsNothing(o));

    [Fact]
    public void Nobody_hears_what_they_read_or_look_at() => Holds(o =>
        o.News is News.Reminder or News.Failure || !(o.HasRead || o.IsReading) || IsNothing(o));

    [Fact]
    public void Nobody_hears_anything_while_they_pause() => Holds(o => !o.IsPaused || IsNothing(o));

    [Fact]
    public void At_night_nothing_is_heard_but_ones_own_alarm_clock() => Holds(o => !o.IsQuietHour || o.News is News.Reminder || IsNothing(o));

    [Fact]
    public void What_others_say_is_loud_only_if_it_calls() => Holds(o =>
        o.News is News.Reminder or News.Failure || o.IsCalled || o.SaysKeyword || WhoHears.Of(o) is not Hearing.Loud);

    [Fact]
    public void To_be_called_takes_nothing_away() => Holds(o => WhoHears.Of(o with { IsCalled = true }) >= WhoHears.Of(o));

    [Fact]
    public void To_want_more_of_a_room_takes_nothing_away() => Holds(o =>
        WhoHears.Of(o with { NotifyOf = NotifyOf.Everything }) >= WhoHears.Of(o with { NotifyOf = NotifyOf.Mentions })
        && WhoHears.Of(o with { NotifyOf = NotifyOf.Mentions }) >= WhoHears.Of(o with { NotifyOf = NotifyOf.Nothing }));

    private static bool IsNothing(Occasion occasion) => WhoHears.Of(occasion) is Hearing.Nothing;

    private static void Holds(Func<Occasion, bool> rule) =>
        Prop.ForAll(AnyOccasion(), rule).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    private static Arbitrary<Occasion> AnyOccasion() => Gen.SubListOf(Words.Values.ToArray())
        .Select(words => words.Aggregate(new Occasion { IsMember = true }, (occasion, word) => word(occasion)))
        .ToArbitrary();
}
