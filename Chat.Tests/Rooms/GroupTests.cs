using System.Net;
using AngleSharp.Html.Dom;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Rooms;

public sealed class GroupTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Each_calls_it_by_the_others()
    {
        var (ann, bob, cid, room) = await ThreeAsync();
        using var dan = await app.SignUpAsync("dan");
        using var eve = await app.SignUpAsync("eve");

        Assert.Equal("bob and cid", (await ann.PageAsync($"/rooms/{room}")).Heading());
        Assert.Equal("ann and bob", (await cid.PageAsync($"/rooms/{room}")).Heading());
        using var four = await bob.AddAsync(room, dan.Id);
        Assert.Equal("bob, cid and dan", (await ann.PageAsync($"/rooms/{room}")).Heading());
        using var five = await dan.AddAsync(room, eve.Id);
        Assert.Equal("ann, bob and 2 others", (await eve.PageAsync($"/rooms/{room}")).Heading());
        Assert.Equal(["bob, cid and 2 others"], await ann.TitlesAsync());
    }

    [Fact]
    public async Task The_same_people_find_the_same_group_and_others_another()
    {
        var (ann, bob, cid, room) = await ThreeAsync();
        using var dan = await app.SignUpAsync("dan");

        Assert.Equal(room, await ann.OpenGroupAsync(bob, cid));
        Assert.Equal(room, await cid.OpenGroupAsync(ann, bob, cid));
        Assert.NotEqual(room, await ann.OpenGroupAsync(bob, cid, dan));
        Assert.NotEqual(room, await ann.OpenGroupAsync(bob, dan));
    }

    [Fact]
    public async Task All_who_gather_at_the_same_moment_are_in_one_group()
    {
        var people = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => app.SignUpAsync("friend")));
        await Task.WhenAll(people.Select(person => person.TokenAsync()));

        var rooms = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => people[n % 3].OpenGroupAsync(people)));

        Assert.Single(rooms.Distinct());
    }

    [Fact]
    public async Task With_one_other_it_is_a_direct_chat_and_with_nobody_nothing()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");

        Assert.Equal(await ann.OpenGroupAsync(bob), await bob.OpenDirectAsync(ann.Id));
        using var alone = await ann.GatherAsync([]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, alone.StatusCode);
        Assert.Equal("Choose somebody first.", (await Visitor.ReadAsync(alone)).Alert());
    }

    [Fact]
    public async Task Whom_one_cannot_reach_one_cannot_gather_and_is_not_told_why()
    {
        var (ann, bob, _, room) = await ThreeAsync();
        using var gone = await app.SignUpAsync("gone");
        using var blocker = await app.SignUpAsync("blocker");
        await app.CloseAsync(gone);
        await app.BlockAsync(blocker, ann);

        foreach (var person in new[] { gone.Id, blocker.Id, long.MaxValue })
        {
            using var gathered = await ann.GatherAsync([bob.Id, person]);
            using var added = await ann.AddAsync(room, person);
            Assert.Equal("Somebody among them cannot be reached.", (await Visitor.ReadAsync(gathered)).Alert());
            Assert.Equal("Somebody among them cannot be reached.", (await Visitor.ReadAsync(added)).Alert());
        }

        Assert.Equal(3, await MembersAsync(room));
    }

    [Fact]
    public async Task A_group_holds_twenty()
    {
        var (ann, bob, cid, room) = await ThreeAsync();
        var crowd = await Task.WhenAll(Enumerable.Range(0, 18).Select(_ => app.SignUpAsync("guest")));

        using var gathered = await ann.GatherAsync(crowd.Append(bob).Append(cid).Select(person => person.Id));
        using var tooMany = await ann.AddAsync(room, crowd.Select(person => person.Id));
        using var added = await ann.AddAsync(room, crowd.Skip(1).Select(person => person.Id));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, gathered.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooMany.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, added.StatusCode);
        Assert.Equal(20, await MembersAsync(room));
    }

    [Fact]
    public async Task However_many_add_at_once_it_holds_no_more()
    {
        var (ann, _, _, room) = await ThreeAsync();
        var crowd = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => app.SignUpAsync("guest")));
        await ann.TokenAsync();

        await Task.WhenAll(crowd.Chunk(2).Select(pair => ann.AddAsync(room, pair.Select(person => person.Id)).StatusOfAsync()));

        Assert.Equal(19, await MembersAsync(room));
    }

    [Fact]
    public async Task Only_members_add_and_nobody_enters_otherwise()
    {
        var (_, _, _, room) = await ThreeAsync();
        using var eve = await app.SignUpAsync("eve");

        Assert.Equal(HttpStatusCode.NotFound, await eve.AddAsync(room, eve.Id).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await eve.GetAsync($"/rooms/{room}/people").StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await eve.PostAsync($"/rooms/{room}/join").StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await eve.PostAsync($"/rooms/{room}/settings/name", ("Name", "Mine now")).StatusOfAsync());
    }

    [Fact]
    public async Task Who_leaves_is_no_longer_in_its_title_and_the_others_are_told()
    {
        var (ann, bob, cid, room) = await ThreeAsync();
        await using var stream = await ann.StreamAsync("rooms=");
        await stream.NextAsync("hello");

        await bob.LeaveAsync(room);

        await stream.NextAsync("you");
        Assert.Equal(["cid"], await ann.TitlesAsync());
        Assert.Empty(await bob.TitlesAsync());
        await cid.LeaveAsync(room);
        Assert.Equal(["Nobody but you"], await ann.TitlesAsync());
    }

    [Fact]
    public async Task Whoever_is_added_finds_what_was_said_and_the_others_are_told()
    {
        var (ann, bob, _, room) = await ThreeAsync();
        using var dan = await app.SignUpAsync("dan");
        await ann.SayAsync(room, "before you came");
        await using var stream = await bob.StreamAsync("rooms=");
        await stream.NextAsync("hello");

        using var added = await ann.AddAsync(room, dan.Id);

        await stream.NextAsync("you");
        Assert.Equal([(1, "before you came")], await dan.ReadRoomAsync($"/rooms/{room}"));
        Assert.Equal("", await dan.UnreadAsync(room));
    }

    [Fact]
    public async Task The_last_one_out_leaves_nothing()
    {
        var (ann, bob, cid, room) = await ThreeAsync();

        await Task.WhenAll(ann.LeaveAsync(room), bob.LeaveAsync(room), cid.LeaveAsync(room));

        Assert.True(await app.AskAsync(db => db.Rooms.AllAsync(r => r.Id != room || r.DeletedAt != null)));
        Assert.NotEqual(room, await ann.OpenGroupAsync(bob, cid));
    }

    [Fact]
    public async Task Any_member_makes_it_a_room_by_a_name_and_all_see_it()
    {
        var (ann, _, cid, room) = await ThreeAsync();
        await ann.SayAsync(room, "What shall we be called?");
        await using var stream = await ann.StreamAsync($"rooms={room}:4");
        await stream.NextAsync("hello");
        // Which of the two comes first nobody promises.
        await using var sidebar = await ann.StreamAsync("rooms=");
        await sidebar.NextAsync("hello");

        using var answer = await cid.SubmitAsync(await cid.PageAsync($"/rooms/{room}/settings"), "form[action$='/settings/name']", ("Name", "Three of us"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var change = await stream.NextAsync("change");
        Assert.Equal(("room", "Three of us"), (change.GetProperty("kind").GetString(), change.GetProperty("html").GetString()));
        await sidebar.NextAsync("you");
        Assert.Equal(["Three of us"], await ann.TitlesAsync());
        Assert.Equal(RoomKind.Named, await app.AskAsync(db => db.Rooms.Where(r => r.Id == room).Select(r => r.Kind).SingleAsync()));
        Assert.DoesNotContain("Three of us", (await cid.PageAsync("/rooms")).Texts(".card h3"));
        // From now on its owner decides.
        Assert.Equal(HttpStatusCode.NotFound, await cid.PostAsync($"/rooms/{room}/settings/name", ("Name", "Again")).StatusOfAsync());
        Assert.Equal(HttpStatusCode.SeeOther, await ann.PostAsync($"/rooms/{room}/settings/name", ("Name", "Three again")).StatusOfAsync());
    }

    [Fact]
    public async Task Of_many_who_name_it_at_the_same_moment_one_does()
    {
        var (ann, bob, cid, room) = await ThreeAsync();
        await Task.WhenAll(ann.TokenAsync(), bob.TokenAsync(), cid.TokenAsync());
        await ann.LeaveAsync(room);

        var answers = await Task.WhenAll(new[] { bob, cid, cid, cid }.Select((person, n) =>
            person.PostAsync($"/rooms/{room}/settings/name", ("Name", $"Named {n} {room}")).StatusOfAsync()));

        Assert.Contains(HttpStatusCode.SeeOther, answers);
        Assert.Equal(1, await app.AskAsync(db => db.Log.CountAsync(e => e.RoomId == room && e.Kind == ChangeKind.Room)));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_and_the_group_stays_one()
    {
        var (ann, _, _, room) = await ThreeAsync();
        await ann.CreateRoomAsync("Taken by another");

        using var answer = await ann.PostAsync($"/rooms/{room}/settings/name", ("Name", "taken by ANOTHER"));

        Assert.Equal("There is a room of this name already.", (await Visitor.ReadAsync(answer)).ErrorOf("Name"));
        Assert.Equal(["Taken by another", "bob and cid"], (await ann.TitlesAsync()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("entry", "Listed", "true")]
    [InlineData("delete", "Confirm", "")]
    public async Task A_group_has_no_door_and_is_not_deleted(string handler, string field, string value)
    {
        var (ann, bob, _, room) = await ThreeAsync();

        Assert.Equal(HttpStatusCode.NotFound, await ann.PostAsync($"/rooms/{room}/settings/{handler}", (field, value)).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await ann.PostAsync($"/rooms/{room}/members", ("UserName", bob.UserName)).StatusOfAsync());
        Assert.Equal(["bob and cid"], await ann.TitlesAsync());
    }

    [Fact]
    public async Task People_are_chosen_over_several_searches_without_a_script()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("Zebulon");
        using var cid = await app.SignUpAsync("Quirinus");
        using var hidden = await app.SignUpAsync("Zebulon");
        await app.BlockAsync(hidden, ann);

        using var first = await ann.PostAsync("/groups/find", ("find", "zebu"));
        var found = await ann.FollowAsync(first);
        Assert.Equal([$"{bob.Id}"], found.QuerySelectorAll("[name=People]").Select(box => box.GetAttribute("value")));
        using var second = await ann.PostAsync("/groups/find", ("find", $"@{cid.UserName.ToUpperInvariant()}"), ("People", $"{bob.Id}"));
        var both = await ann.FollowAsync(second);
        var boxes = both.QuerySelectorAll("[name=People]").Cast<IHtmlInputElement>().ToList();
        Assert.Equal([($"{bob.Id}", true), ($"{cid.Id}", false)], boxes.Select(box => (box.Value, box.IsChecked)));
        boxes[1].IsChecked = true;
        using var made = await ann.SubmitAsync(both, "form.picker");
        using var none = await ann.GetAsync("/groups/new?find=nobody%20at%20all");

        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        Assert.Equal("Nobody of that name can be reached.", (await Visitor.ReadAsync(none)).QuerySelector("main .empty")!.TextContent);
    }

    private async Task<(Visitor Ann, Visitor Bob, Visitor Cid, long Room)> ThreeAsync()
    {
        var ann = await app.SignUpAsync("ann");
        var bob = await app.SignUpAsync("bob");
        var cid = await app.SignUpAsync("cid");
        return (ann, bob, cid, await ann.OpenGroupAsync(bob, cid));
    }

    private Task<int> MembersAsync(long room) =>
        app.AskAsync(db => db.Memberships.CountAsync(m => m.RoomId == room && m.LeftAt == null));
}
