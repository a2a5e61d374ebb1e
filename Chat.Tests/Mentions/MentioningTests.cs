using System.Net;
using System.Text.Json;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Mentions;

/// <summary>Who hears of a message that calls them, and until when.</summary>
public sealed class MentioningTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Ann_calls_Bob_who_finds_it_until_he_has_read_it()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var room = await MeetAsync("Kitchen", ann, bob, cid);

        var said = await ann.SayAsync(room, $"Tea, @{bob.UserName}? **Now**");

        Assert.Equal($"<a class=\"mention\" data-person=\"{bob.Id}\" href=\"/people/{bob.Id}\">@bob</a>", (await bob.PageAsync($"/rooms/{room}")).QuerySelector("#m1 .mention")!.OuterHtml);
        Assert.Equal(["*ann in Kitchen: Tea, @bob? Now"], await bob.CallsAsync());
        Assert.Equal($"/rooms/{room}/{said.Number}", (await bob.PageAsync("/mentions")).Address(".mentioned"));
        Assert.Equal((1, 1), await bob.BadgesAsync(room));
        Assert.Equal(1, await bob.AllCallsAsync());
        Assert.Equal((0, 1), await cid.BadgesAsync(room));
        Assert.Empty(await cid.CallsAsync());

        await bob.ReadsAsync(room, said.Number);

        Assert.Equal((0, 0), await bob.BadgesAsync(room));
        Assert.Equal(0, await bob.AllCallsAsync());
        Assert.Equal(["ann in Kitchen: Tea, @bob? Now"], await bob.CallsAsync());
    }

    [Fact]
    public async Task Whoever_answers_has_read_it()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await MeetAsync("Answers", ann, bob);
        await ann.SayAsync(room, $"@{bob.UserName}?");

        await bob.SayAsync(room, "Yes");

        Assert.Equal((0, 0), await bob.BadgesAsync(room));
    }

    [Fact]
    public async Task All_in_the_room_are_called_but_not_who_calls_who_has_left_or_who_keeps_the_author_away()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        using var dan = await app.SignUpAsync("dan");
        var room = await MeetAsync("Everybody", ann, bob, cid, dan);
        await cid.LeaveAsync(room);
        await BlockAsync(dan, ann);

        await ann.SayAsync(room, $"@room @{ann.UserName} @{dan.UserName} @{cid.UserName}");

        Assert.Equal((1, 1), await bob.BadgesAsync(room));
        Assert.Equal((0, 1), await dan.BadgesAsync(room));
        Assert.Empty(await cid.CallsAsync());
        Assert.Empty(await ann.CallsAsync());
        var message = (await ann.PageAsync($"/rooms/{room}")).QuerySelector("#m1 .body")!;
        Assert.Equal(["@room", "@ann", "@dan"], message.QuerySelectorAll(".mention").Select(mention => mention.TextContent));
        Assert.EndsWith($"@{cid.UserName}", message.TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_who_are_here_are_called()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var room = await MeetAsync("Here", ann, bob, cid);
        using var here = await bob.PostJsonAsync("/presence", ("Client", "tab"), ("State", "active"));

        await ann.SayAsync(room, "Cake, @here!");

        Assert.Equal((1, 1), await bob.BadgesAsync(room));
        Assert.Equal((0, 1), await cid.BadgesAsync(room));
    }

    [Fact]
    public async Task In_a_crowd_only_those_who_keep_order_call_all()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await MeetAsync("Crowd", ann, bob);
        await app.WriteAsync(scope => scope.Db.Rooms.Where(r => r.Id == room).ExecuteUpdate(set => set.SetProperty(r => r.Members, 101)));

        await bob.SayAsync(room, "@room @here");
        await ann.SayAsync(room, "@room");

        Assert.Empty(await ann.CallsAsync());
        Assert.Equal(["*ann in Crowd: @room"], await bob.CallsAsync());
        Assert.Null((await ann.PageAsync($"/rooms/{room}")).QuerySelector("#m1 .mention"));
    }

    [Fact]
    public async Task An_edit_calls_and_takes_calls_back_and_renews_nothing_that_was_read()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var room = await MeetAsync("Second thoughts", ann, bob, cid);
        var said = await ann.SayAsync(room, $"@{bob.UserName}");

        await ann.EditAsync(room, said.Number, $"@{cid.UserName}");
        Assert.Equal((0, 1), await bob.BadgesAsync(room));
        Assert.Equal((1, 1), await cid.BadgesAsync(room));

        await cid.ReadsAsync(room, said.Number);
        foreach (var words in new[] { "nobody", $"@{cid.UserName}", "@room", "nobody", $"@room and @{cid.UserName}" })
            await ann.EditAsync(room, said.Number, words);
        Assert.Equal((0, 0), await cid.BadgesAsync(room));
        Assert.Single(await cid.CallsAsync());

        await ann.DeleteAsync(room, said.Number);
        Assert.Empty(await cid.CallsAsync());
        Assert.Equal((0, 1), await bob.BadgesAsync(room));
    }

    [Fact]
    public async Task Who_comes_later_is_not_called_by_an_edit_of_what_was_said_to_all()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await MeetAsync("Late", ann);
        var said = await ann.SayAsync(room, "hello @room");
        await bob.JoinAsync(room);

        await ann.EditAsync(room, said.Number, "hello again, @room");

        Assert.Empty(await bob.CallsAsync());
    }

    [Fact]
    public async Task A_message_calls_fifty_people_and_no_more_and_gives_the_text_back()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await MeetAsync("Many", ann);
        await FillAsync(room, 60);
        var bomb = string.Join(' ', Enumerable.Range(1, 1_000).Select(n => $"@many{room}.{n % 51}"));

        using var refused = await ann.PostAsync($"/rooms/{room}/messages", ("Body", bomb));
        var said = await ann.SayAsync(room, string.Join(' ', Enumerable.Range(1, 50).Select(n => $"@many{room}.{n}")));
        using var edit = await ann.PostAsync($"/rooms/{room}/{said.Number}/edit", ("Body", bomb));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await Visitor.ReadAsync(refused);
        Assert.Contains("50", page.GetElementById("body-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(bomb, page.QuerySelector("#body")!.TextContent);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, edit.StatusCode);
        Assert.Equal(50, await app.AskAsync(db => db.Mentions.CountAsync(m => m.RoomId == room)));
    }

    [Fact]
    public async Task Who_is_not_in_the_room_learns_nothing_of_who_is()
    {
        using var ann = await app.SignUpAsync("ann");
        using var eve = await app.SignUpAsync("eve");
        var room = await ann.CreateRoomAsync($"Closed {Guid.NewGuid():N}", listed: false);
        await FillAsync(room, 60);

        using var said = await eve.PostJsonAsync($"/rooms/{room}/messages", ("Body", string.Join(' ', Enumerable.Range(1, 60).Select(n => $"@many{room}.{n}"))));
        using var found = await eve.GetAsync($"/rooms/{room}/callables?find=many", "application/json");

        Assert.Equal(HttpStatusCode.NotFound, said.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, found.StatusCode);
    }

    [Fact]
    public async Task All_of_one_s_devices_are_told_at_once()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await MeetAsync("Live", ann, bob);
        await using var stream = await bob.StreamAsync("client=elsewhere");
        await stream.NextAsync("hello");

        var said = await ann.SayAsync(room, $"@{bob.UserName}");

        JsonElement told;
        do
            told = await stream.NextAsync("you");
        while (!told.TryGetProperty("mention", out _));
        Assert.Equal((room, said.Number), (told.GetProperty("room").GetInt64(), told.GetProperty("mention").GetInt64()));
    }

    [Fact]
    public async Task What_is_called_in_a_room_that_one_has_left_is_gone_until_one_is_back()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await MeetAsync("Door", ann, bob);
        await ann.SayAsync(room, $"@{bob.UserName}");

        await bob.LeaveAsync(room);
        Assert.Empty(await bob.CallsAsync());
        Assert.Equal(0, await bob.AllCallsAsync());

        await bob.JoinAsync(room);
        Assert.Single(await bob.CallsAsync());
    }

    [Fact]
    public async Task The_inbox_goes_on_page_by_page_and_is_read_at_once()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await MeetAsync("Pages", ann, bob);
        for (var n = 1; n <= 35; n++)
            await ann.SayAsync(room, $"@{bob.UserName} {n}");

        var first = await bob.PageAsync("/mentions");
        var second = await bob.CallsAsync(first.Address("main a.button")!);

        Assert.Equal(35, await bob.AllCallsAsync());
        Assert.Equal(30, first.QuerySelectorAll("#mention-list > li").Length);
        Assert.Equal(Enumerable.Range(1, 5).Reverse().Select(n => $"*ann in Pages: @bob {n}"), second);
        using var read = await bob.SubmitAsync(first, "#read-mentions");
        Assert.DoesNotContain(await bob.CallsAsync(), line => line.StartsWith('*'));
        Assert.Equal((0, 35), await bob.BadgesAsync(room));
        Assert.Equal("There is nothing earlier.", (await bob.PageAsync("/mentions?before=0-0-0")).QuerySelector("main .empty")!.TextContent);
        Assert.Equal(30, (await bob.CallsAsync("/mentions?before=99999999999999999-x")).Count);
    }

    [Fact]
    public async Task Marking_all_rooms_read_reads_the_calls_in_them()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await MeetAsync("All read", ann, bob);
        await ann.SayAsync(room, $"@{bob.UserName}");

        using var answer = await bob.PostJsonAsync("/read");

        Assert.Equal((0, 0), await bob.BadgesAsync(room));
    }

    private static async Task<long> MeetAsync(string name, Visitor owner, params IEnumerable<Visitor> others)
    {
        var room = await owner.CreateRoomAsync(name);
        foreach (var other in others)
            await other.JoinAsync(room);
        return room;
    }

    private Task BlockAsync(Visitor person, Visitor other) => app.WriteAsync(scope =>
    {
        scope.Db.Blocks.Add(new Block { PersonId = person.Id, BlockedId = other.Id, CreatedAt = scope.Now });
        scope.Db.SaveChanges();
    });

    /// <summary>Members many{room}.0, many{room}.1 …, without the cost of signing them up.</summary>
    private Task FillAsync(long room, int members) => app.WriteAsync(scope =>
    {
        for (var n = 0; n < members; n++)
        {
            var name = $"many{room}.{n}";
            var person = new Person { UserName = name, NormalizedUserName = name, DisplayName = name, CreatedAt = scope.Now };
            scope.Db.Users.Add(person);
            scope.Db.SaveChanges();
            scope.Db.Memberships.Add(new Membership { RoomId = room, PersonId = person.Id, JoinedAt = scope.Now });
        }

        scope.Db.SaveChanges();
    });
}
