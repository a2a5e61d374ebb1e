using System.Net;
using System.Text.Json;
using Chat.Data;
using Chat.Tests.Rooms;

namespace Chat.Tests.Messages;

/// <summary>Who may speak in a room, and what those are told who may not.</summary>
public sealed class VoiceTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Archived = "This room is archived: it is there to read, and nobody writes here any more.";
    private const string Silenced = "A moderator has silenced you.";
    private const string ReadOnly = "Only owners and moderators write here.";
    private const string Undelivered = "This message was not delivered.";

    private readonly ChatApp app = shared.App;

    [Theory]
    [InlineData("silence", Silenced)]
    [InlineData("read-only", ReadOnly)]
    [InlineData("archive", Archived)]
    public async Task Who_may_not_speak_is_told_why_and_nothing_is_written(string rule, string why)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync($"Ruled by {rule}");
        await bob.JoinAsync(room);
        var said = await bob.SayAsync(room, "before");
        await RuleAsync(ann, bob, room, rule);

        using var asScript = await bob.PostMessageAsync(room, "not now");
        using var asForm = await bob.PostAsync($"/rooms/{room}/messages", ("Body", "not now"));
        using var edit = await bob.PostJsonAsync($"/rooms/{room}/{said.Number}/edit", ("Body", "changed"));

        Assert.Equal((HttpStatusCode.Forbidden, why), (asScript.StatusCode, await ComplaintAsync(asScript)));
        Assert.Equal((HttpStatusCode.Forbidden, why), (edit.StatusCode, await ComplaintAsync(edit)));
        Assert.Equal(HttpStatusCode.Forbidden, asForm.StatusCode);
        var page = await Visitor.ReadAsync(asForm);
        Assert.Equal("not now", page.GetElementById("body")!.TextContent);
        Assert.Equal(why, page.GetElementById("body-error")!.TextContent);
        Assert.Equal([(1, "before")], await ann.ReadRoomAsync($"/rooms/{room}"));
        var fresh = await bob.PageAsync($"/rooms/{room}");
        Assert.Equal(why, fresh.QuerySelector("#voice:not([hidden])")!.TextContent);
        Assert.True(fresh.GetElementById("composer")!.HasAttribute("hidden"));
    }

    [Theory]
    [InlineData("silence")]
    [InlineData("read-only")]
    [InlineData("archive")]
    public async Task What_one_said_may_be_taken_back_at_any_time(string rule)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync($"Regretted under {rule}");
        await bob.JoinAsync(room);
        var said = await bob.SayAsync(room, "regretted");
        await RuleAsync(ann, bob, room, rule);

        await bob.DeleteAsync(room, said.Number);

        Assert.Equal([(1, "")], await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task A_send_that_was_acknowledged_keeps_its_answer()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Acknowledged before");
        await bob.JoinAsync(room);
        var send = Guid.NewGuid();
        await bob.SayAsync(room, "in time", send);
        await ann.SilenceAsync(room, bob);

        using var again = await bob.PostJsonAsync($"/rooms/{room}/messages", ("Body", "in time"), ("ClientId", $"{send}"));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Owners_and_moderators_speak_where_others_only_read()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Announcements");
        await bob.JoinAsync(room);
        await ann.RaiseAsync(room, bob, Role.Moderator);
        await ann.SetReadOnlyAsync(room);

        await ann.SayAsync(room, "hear hear");
        await bob.SayAsync(room, "indeed");

        Assert.NotNull((await bob.PageAsync($"/rooms/{room}")).QuerySelector("#room-name .rule.read-only"));
        await ann.RaiseAsync(room, bob, Role.Member);
        using var refused = await bob.PostMessageAsync(room, "still?");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await ann.SetReadOnlyAsync(room, readOnly: false);
        await bob.SayAsync(room, "again");
    }

    [Fact]
    public async Task A_silence_ends_by_itself()
    {
        var clock = new TestClock();
        await using var timed = new ChatApp(clock: clock);
        using var ann = await timed.SignUpAsync("ann");
        using var bob = await timed.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("For ten minutes");
        await bob.JoinAsync(room);
        await ann.SilenceAsync(room, bob, 10);
        Assert.Equal(
            $"A moderator has silenced you until {clock.GetUtcNow().AddMinutes(10):yyyy-MM-dd HH:mm}Z.",
            (await bob.PageAsync($"/rooms/{room}")).GetElementById("voice")!.TextContent);

        clock.Skip(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        using var early = await bob.PostMessageAsync(room, "too early");
        clock.Skip(TimeSpan.FromMilliseconds(1));

        Assert.Equal(HttpStatusCode.Forbidden, early.StatusCode);
        await bob.SayAsync(room, "in time");
        Assert.True((await bob.PageAsync($"/rooms/{room}")).GetElementById("voice")!.HasAttribute("hidden"));
    }

    [Fact]
    public async Task Leaving_and_coming_back_does_not_end_a_silence()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Round the corner");
        await bob.JoinAsync(room);
        await ann.SilenceAsync(room, bob);
        await bob.LeaveAsync(room);
        await bob.JoinAsync(room);

        using var refused = await bob.PostMessageAsync(room, "here again");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await ann.DecideAsync(room, bob, "unsilence");
        await bob.SayAsync(room, "thank you");
    }

    [Theory]
    [InlineData("ann blocks bob")]
    [InlineData("bob blocks ann")]
    [InlineData("bob is gone")]
    public async Task In_a_direct_chat_what_does_not_arrive_is_the_same_whatever_the_reason(string why)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await DirectAsync(ann, bob);
        var said = await ann.SayAsync(room, "hello");
        await app.WriteAsync(scope =>
        {
            if (why == "bob is gone")
                scope.Db.Users.Single(p => p.Id == bob.Id).DeactivatedAt = scope.Now;
            else
                scope.Db.Blocks.Add(why == "ann blocks bob"
                    ? new Block { PersonId = ann.Id, BlockedId = bob.Id, CreatedAt = scope.Now }
                    : new Block { PersonId = bob.Id, BlockedId = ann.Id, CreatedAt = scope.Now });
            scope.Db.SaveChanges();
        });

        using var sent = await ann.PostMessageAsync(room, "are you there?");
        using var edited = await ann.PostJsonAsync($"/rooms/{room}/{said.Number}/edit", ("Body", "are you there?"));

        Assert.Equal((HttpStatusCode.Forbidden, Undelivered), (sent.StatusCode, await ComplaintAsync(sent)));
        Assert.Equal((HttpStatusCode.Forbidden, Undelivered), (edited.StatusCode, await ComplaintAsync(edited)));
        Assert.Equal([(1, "hello")], await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task A_block_is_between_two_and_stops_nobody_in_other_rooms()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var direct = await DirectAsync(ann, cid);
        var room = await ann.CreateRoomAsync("With others");
        await bob.JoinAsync(room);
        await app.WriteAsync(scope =>
        {
            scope.Db.Blocks.Add(new Block { PersonId = bob.Id, BlockedId = ann.Id, CreatedAt = scope.Now });
            scope.Db.SaveChanges();
        });

        await ann.SayAsync(room, "for all");
        await ann.SayAsync(direct, "for Cid");
    }

    [Fact]
    public async Task Nobody_leaves_or_keeps_order_in_a_direct_chat()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var eve = await app.SignUpAsync("eve");
        var room = await DirectAsync(ann, bob, Role.Owner);

        var answers = new[]
        {
            await ann.PostAsync($"/rooms/{room}/leave"), await eve.PostAsync($"/rooms/{room}/join"), await ann.TryAsync(room, bob, "remove"),
            await ann.TryAsync(room, bob, "silence", ("Minutes", "10")), await ann.PostAsync($"/rooms/{room}/settings/archive"),
            await ann.PostAsync($"/rooms/{room}/invite", ("Hours", "0"), ("Uses", "0")),
        };

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
    }

    [Fact]
    public async Task A_room_deleted_in_mid_send_takes_whole_messages_or_none()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Deleted under way");
        await bob.JoinAsync(room);
        await Task.WhenAll(ann.TokenAsync(), bob.TokenAsync());

        var sends = Enumerable.Range(0, 20).Select(n => bob.PostMessageAsync(room, $"message {n}")).ToList();
        sends.Insert(10, ann.PostAsync($"/rooms/{room}/settings/delete", ("Confirm", "Deleted under way")));
        var answers = (await Task.WhenAll(sends)).Select(answer => answer.StatusCode).ToList();

        Assert.All(answers, status => Assert.True(status is HttpStatusCode.Created or HttpStatusCode.NotFound or HttpStatusCode.SeeOther, status.ToString()));
        var (head, stored) = await app.AskAsync(db => Task.FromResult((db.Rooms.Single(r => r.Id == room).Head, db.Messages.Count(m => m.RoomId == room))));
        Assert.Equal((answers.Count(status => status is HttpStatusCode.Created), head), (stored, stored));
    }

    [Theory]
    [InlineData("archive")]
    [InlineData("read-only")]
    public async Task A_rule_is_told_to_everybody_who_has_the_room_open(string rule)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync($"Told {rule}");
        await bob.JoinAsync(room);
        await using var stream = await bob.StreamAsync($"rooms={room}:3");
        await stream.NextAsync("ready");

        await RuleAsync(ann, bob, room, rule);

        var change = await stream.NextAsync("change");
        Assert.Equal("room", change.GetProperty("kind").GetString());
        Assert.Equal((await bob.PageAsync($"/rooms/{room}")).GetElementById("room-name")!.InnerHtml, change.GetProperty("html").GetString());
    }

    [Fact]
    public async Task An_archived_room_is_read_but_not_entered_or_listed_until_it_is_brought_back()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Attic");
        await ann.SayAsync(room, "old things");
        using var invited = await ann.PostAsync($"/rooms/{room}/members", ("UserName", bob.UserName));
        await ann.SetAsync(room, "archive");

        using var joined = await bob.PostAsync($"/rooms/{room}/join");
        using var inviting = await ann.PostAsync($"/rooms/{room}/members", ("UserName", bob.UserName));
        Assert.Equal(HttpStatusCode.NotFound, joined.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, inviting.StatusCode);
        Assert.DoesNotContain("Attic", (await bob.PageAsync("/rooms?find=attic")).Words(), StringComparison.Ordinal);
        Assert.Equal([(1, "old things")], await ann.ReadRoomAsync($"/rooms/{room}"));

        using var back = await ann.SubmitAsync(await ann.PageAsync($"/rooms/{room}/settings"), "form[action$=unarchive]");
        await bob.JoinAsync(room);
        await bob.SayAsync(room, "found it");
    }

    private static Task RuleAsync(Visitor owner, Visitor person, long room, string rule) => rule switch
    {
        "silence" => owner.SilenceAsync(room, person),
        "read-only" => owner.SetReadOnlyAsync(room),
        _ => owner.SetAsync(room, "archive"),
    };

    private async Task<long> DirectAsync(Visitor one, Visitor other, Role role = Role.Member)
    {
        var id = 0L;
        await app.WriteAsync(scope =>
        {
            var room = new Room { Kind = RoomKind.Direct, Name = "", NameKey = null, Pair = Room.PairOf(one.Id, other.Id), Members = 2, CreatedAt = scope.Now };
            scope.Db.Rooms.Add(room);
            scope.Db.SaveChanges();
            foreach (var person in new[] { one, other })
                scope.Db.Memberships.Add(new Membership { RoomId = room.Id, PersonId = person.Id, JoinedAt = scope.Now, Role = role });
            scope.Db.SaveChanges();
            id = room.Id;
        });
        return id;
    }

    private static async Task<string> ComplaintAsync(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("errors").EnumerateObject().Single().Value[0].GetString()!;
    }
}
