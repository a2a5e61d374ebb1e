using System.Net;
using Chat.Core;
using Chat.Data;
using Chat.Messages;
using Chat.Tests.Outbound;
using Chat.Tests.People;
using Chat.Tests.Polls;
using Chat.Tests.Previews;
using Chat.Tests.Reactions;
using Chat.Tests.Rooms;
using Chat.Tests.Threads;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Messages;

/// <summary>Pages of history are written once for all readers, and nobody can tell.</summary>
public sealed class HistoryCacheTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    private static readonly Dictionary<string, Func<Visitor, long, Task>> Changes = new(StringComparer.Ordinal)
    {
        ["a message"] = (ann, room) => ann.SayAsync(room, "one more"),
        ["an edit, of the quoted message too"] = (ann, room) => ann.EditAsync(room, 1, "corrected"),
        ["a deletion"] = (ann, room) => ann.DeleteAsync(room, 1),
        ["a reaction"] = (ann, room) => ann.ReactAsync(room, 1, "👍"),
        ["a reaction taken back"] = (ann, room) => ann.ReactAsync(room, 2, "🎉", remove: true),
        ["a pin"] = (ann, room) => PinAsync(ann, room, 1, "true"),
        ["a pin taken off"] = (ann, room) => PinAsync(ann, room, 2, "false"),
        ["a vote"] = (ann, room) => ann.VoteAsync(room, 3, 1),
        ["an answer"] = (ann, room) => ann.AnswerAsync(room, 2, "I agree"),
        ["a reply in a thread"] = (ann, room) => ann.ReplyAsync(room, 2, "aside"),
        ["a new name"] = (ann, _) => ann.CallsThemselvesAsync($"Ann {Guid.NewGuid():N}"),
    };

    public static TheoryData<string> AllChanges => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(AllChanges))]
    public async Task Whatever_changes_in_a_message_the_next_page_shows_it(string change)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await FurnishAsync(ann, bob);
        var before = await WrittenAsync(app, room);
        Assert.Contains(before, await BodyAsync(ann, room), StringComparison.Ordinal);
        Assert.Contains(before, await BodyAsync(bob, room), StringComparison.Ordinal);

        await Changes[change](ann, room);

        var now = await WrittenAsync(app, room);
        Assert.NotEqual(before, now);
        await bob.PostAsync($"/rooms/{room}/read", ("Number", $"{await HeadAsync(room)}"));
        Assert.Contains(now, await BodyAsync(bob, room), StringComparison.Ordinal);
        Assert.Contains(now, await BodyAsync(ann, room), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_below_a_message_shows_when_its_link_was_looked_at()
    {
        await using var web = new Web();
        await using var program = Cards.Program(web);
        using var ann = await program.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Cards");
        var sent = await ann.SayAsync(room, web.Publishes("/story", "A story"));

        await Eventually.IsTrueAsync(async () => (await BodyAsync(ann, room)).Contains("A story", StringComparison.Ordinal));

        Assert.Contains(await WrittenAsync(program, room), await BodyAsync(ann, room), StringComparison.Ordinal);
        Assert.Equal(["A story"], await ann.TitlesAsync(room, sent.Number));
    }

    [Fact]
    public async Task A_reply_that_changes_shows_in_its_thread()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"Thread {Guid.NewGuid()}");
        await ann.SayAsync(room, "root");
        var reply = await ann.ReplyAsync(room, 1, "teh");
        Assert.Equal(["teh"], (await ann.PageAsync($"/rooms/{room}/1/thread")).Texts(".messages .body"));

        await ann.EditAsync(room, reply.Number, "the");

        Assert.Equal(["the"], (await ann.PageAsync($"/rooms/{room}/1/thread")).Texts(".messages .body"));
    }

    [Fact]
    public async Task The_second_reader_gets_what_was_written_for_the_first()
    {
        await using var program = new ChatApp();
        using var ann = await program.SignUpAsync("ann");
        using var bob = await program.SignUpAsync("bob");
        var room = await FurnishAsync(ann, bob);
        using var meters = new Meters(program);

        var hers = await BodyAsync(ann, room);
        var his = await BodyAsync(bob, room);

        Assert.Equal(["chat.history.pages kept: 1", "chat.history.pages read: 1"], meters.Moved("chat.history.pages"));
        Assert.True(meters.Ask("chat.history.memory") > 0);
        var written = await WrittenAsync(program, room);
        Assert.Contains(written, hers, StringComparison.Ordinal);
        Assert.Contains(written, his, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_asks_who_may_see_it_and_for_the_sidebar_and_no_more()
    {
        using var queries = new Queries();
        await using var program = new ChatApp();
        using var ann = await program.SignUpAsync("ann");
        using var bob = await program.SignUpAsync("bob");
        var room = await FurnishAsync(ann, bob);

        var first = await queries.CountAsync(program, () => BodyAsync(ann, room));
        var second = await queries.CountAsync(program, () => BodyAsync(bob, room));

        Assert.Equal((4, 3), (first, second));
    }

    [Fact]
    public async Task What_is_new_to_one_reader_is_marked_for_that_reader_alone()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await FurnishAsync(ann, bob);
        await bob.PostAsync($"/rooms/{room}/unread", ("Number", "3"));
        await ann.PostAsync($"/rooms/{room}/unread", ("Number", "4"));

        var hers = await ann.PageAsync($"/rooms/{room}");
        var his = await bob.PageAsync($"/rooms/{room}");

        Assert.Equal("m4", hers.QuerySelector("#new + .message")!.Id);
        Assert.Equal("m3", his.QuerySelector("#new + .message")!.Id);
        Assert.Equal(hers.Texts(".message .body"), his.Texts(".message .body"));
    }

    [Fact]
    public async Task Whoever_was_removed_gets_nothing_of_what_is_kept()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await FurnishAsync(ann, bob);
        await BodyAsync(ann, room);
        await BodyAsync(bob, room);

        await ann.DecideAsync(room, bob, "remove");

        using var page = await bob.GetAsync($"/rooms/{room}");
        using var fragment = await bob.GetAsync($"/rooms/{room}?before=4", headers: ("HX-Request", "true"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, fragment.StatusCode));
    }

    [Fact]
    public async Task However_much_is_read_the_memory_has_a_bound()
    {
        await using var program = new ChatApp();
        using var ann = await program.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Long words");
        for (var i = 0; i < 20; i++)
            await ann.SayAsync(room, new string('w', 4_000));
        using var meters = new Meters(program);
        var cache = program.Services.GetRequiredService<HistoryCache>();
        await using var scope = program.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChatDb>();

        var written = 0L;
        for (var page = 0; written < 2 * HistoryCache.MaxBytes; page++)
        {
            written += sizeof(char) * (await cache.ReadAsync(db, room, 21, (1, 50 + page), CancellationToken.None)).Html.Length;
            Assert.InRange(meters.Ask("chat.history.memory"), 1, HistoryCache.MaxBytes);
        }
    }

    [Fact]
    public async Task A_page_of_novels_is_not_kept()
    {
        await using var program = new ChatApp();
        using var ann = await program.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Novels");
        for (var i = 0; i < 3; i++)
            await ann.SayAsync(room, new string('n', MessageText.MaxLength));
        using var meters = new Meters(program);

        await BodyAsync(ann, room);
        await BodyAsync(ann, room);

        Assert.Equal(["chat.history.pages read: 2"], meters.Moved("chat.history.pages"));
        Assert.Equal(0, meters.Ask("chat.history.memory"));
    }

    /// <summary>A room with something of each kind, all of it read by both.</summary>
    private static async Task<long> FurnishAsync(Visitor ann, Visitor bob)
    {
        var room = await ann.CreateRoomAsync($"Furnished {Guid.NewGuid()}");
        await bob.JoinAsync(room);
        await ann.SayAsync(room, "teh beginning");
        await ann.SayAsync(room, "loud");
        await ann.AskAsync(room, "Lunch?", options: ["Pizza", "Soup"]);
        await ann.AnswerAsync(room, 1, "which one?");
        await ann.ReactAsync(room, 2, "🎉");
        await PinAsync(ann, room, 2, "true");
        foreach (var reader in new[] { ann, bob })
            await reader.PostAsync($"/rooms/{room}/read", ("Number", "4"));
        return room;
    }

    private static async Task PinAsync(Visitor visitor, long room, long number, string on)
    {
        using var answer = await visitor.PostAsync($"/rooms/{room}/pins", ("Number", $"{number}"), ("On", on));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    private static async Task<string> BodyAsync(Visitor visitor, long room)
    {
        using var answer = await visitor.GetAsync($"/rooms/{room}");
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The messages as they are in the database.</summary>
    private static Task<string> WrittenAsync(ChatApp app, long room) =>
        app.AskAsync(async db => new Passage(await History.ReadAsync(db, room, (1, 50), CancellationToken.None)).Html);

    private Task<long> HeadAsync(long room) => app.AskAsync(async db => (await db.Rooms.FindAsync(room))!.Head);
}
