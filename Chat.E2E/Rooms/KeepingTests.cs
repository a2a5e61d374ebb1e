namespace Chat.E2E.Rooms;

/// <summary>Owners and moderators keep order, and everybody sees at once what that means for them.</summary>
[Collection(Stages.Company)]
public sealed class KeepingTests(Stage stage)
{
    [Fact]
    public Task A_room_is_entered_by_link_and_kept_in_order() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.ArrivesAsync("Bob");
        var cid = await cast.EntersAsync("Cid");
        var room = await ann.CreatesRoom("Well kept");
        var link = await ann.MakesALink(room);

        await bob.Opens(link);
        await bob.SeesText("Ann invites you.");
        await bob.Follows("Sign up to join");
        await bob.Fills("User name", bob.UserName);
        await bob.Fills("Display name", bob.Name);
        await bob.Fills("Password", Chat.Tests.Visitor.Password);
        await bob.Presses("Sign up");
        await bob.IsIn("Well kept");
        await cid.PostsAsync(link);

        await bob.Listens();
        await bob.Says("hello");
        await bob.Composer.FillAsync("half a thought");
        await ann.Manages(room, bob);
        await ann.Page.GetByLabel("How long").SelectOptionAsync("Until it is lifted");
        await ann.Presses("Silence");
        await Expect(bob.Voice).ToHaveTextAsync("A moderator has silenced you.");
        await Expect(bob.Voice).ToBeFocusedAsync();
        await Expect(bob.Composer).ToBeHiddenAsync();

        await ann.Presses("Lift the silence");
        await Expect(bob.Voice).ToBeHiddenAsync();
        await Expect(bob.Composer).ToBeFocusedAsync();
        await Expect(bob.Composer).ToHaveValueAsync("half a thought");

        await ann.Page.GetByRole(AriaRole.Radio, new() { Name = "Moderator" }).CheckAsync();
        await ann.Presses("Change role");
        await Expect(ann.Page.Locator(".people .role.moderator")).ToBeVisibleAsync();

        await cid.Enters(room);
        await cid.Composer.FillAsync("mine to keep");
        await bob.Manages(room, cid);
        await bob.Presses("Remove");
        await cid.SeesText("You are no longer in this room.");
        await Expect(cid.Messages).ToHaveCountAsync(0);
        await Expect(cid.Page.Locator("main textarea")).ToHaveValueAsync("mine to keep");
        await Expect(cid.InSidebar("Well kept")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Rules_of_the_room_show_at_once_and_by_one_s_role() => PlayAsync("Ruled", async (ann, bob, room) =>
    {
        await bob.Enters(room);
        await bob.Composer.FillAsync("to be continued");
        await ann.Opens($"/rooms/{room}/settings");
        await ann.Page.GetByLabel("Only owners and moderators").CheckAsync();
        await ann.Page.Locator("form[action$=writers] button").ClickAsync();
        await ann.SeesText("Saved.");
        await Expect(bob.Voice).ToHaveTextAsync("Only owners and moderators write here.");

        await ann.PostsAsync($"/rooms/{room}/members/{await bob.IdAsync()}/role", ("Role", "Moderator"));
        await Expect(bob.Voice).ToBeHiddenAsync();
        await Expect(bob.Composer).ToHaveValueAsync("to be continued");

        await ann.Presses("Archive the room");
        await Expect(bob.Voice).ToContainTextAsync("This room is archived");
        await Expect(bob.Page.Locator("#room-name .rule.archived")).ToBeVisibleAsync();
        await ann.Presses("Bring it back");
        await Expect(bob.Voice).ToBeHiddenAsync();
        await bob.Says("and finished");
        await bob.Sees("and finished");
    });

    [Fact]
    public Task A_silence_ends_on_the_open_page_by_itself() => PlayAsync("Ten minutes", async (ann, bob, room) =>
    {
        await bob.Page.Clock.InstallAsync();
        await bob.Enters(room);
        await ann.PostsAsync($"/rooms/{room}/members/{await bob.IdAsync()}/silence", ("Minutes", "10"));
        await Expect(bob.Voice).ToContainTextAsync("A moderator has silenced you until");

        await bob.Page.Clock.FastForwardAsync("11:00");

        await Expect(bob.Voice).ToBeHiddenAsync();
        await Expect(bob.Composer).ToBeVisibleAsync();
    });

    [Fact]
    public Task What_one_may_not_say_now_waits_with_its_reason_and_holds_nothing_up() => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        var room = await ann.HasRoom("Refused for now");
        await bob.HasJoined("Refused for now");
        await bob.Enters(room);
        var him = await bob.IdAsync();
        // The page has not heard yet that he is silenced.
        await bob.Page.RouteAsync("**/messages", async route =>
        {
            await ann.PostsAsync($"/rooms/{room}/members/{him}/silence", ("Minutes", "0"));
            await bob.Page.UnrouteAllAsync();
            await route.ContinueAsync();
        });
        await bob.Says("too late");
        await bob.SeesFailed("too late");
        await Expect(bob.Page.Locator(".message.failed .state")).ToContainTextAsync("A moderator has silenced you.");

        await ann.PostsAsync($"/rooms/{room}/members/{him}/unsilence");
        await bob.Says("later on");
        // Once it has its number nothing moves any more under the pointer.
        await Expect(bob.Page.Locator("#m1")).ToContainTextAsync("later on");
        await bob.SeesFailed("too late");
        await bob.Presses("Retry");
        await bob.SeesExactly("later on", "too late");
        await bob.HasSentEverything();
    });

    [Fact]
    public Task Keeping_order_works_with_plain_forms() => stage.PlayAsync(async cast =>
    {
        var plain = new Device { Script = false };
        var ann = await cast.EntersAsync("Ann", plain);
        var bob = await cast.EntersAsync("Bob", plain);
        var room = await ann.CreatesRoom("Plainly kept", "sesame");
        var link = await ann.MakesALink(room);
        await bob.Opens(link);
        await bob.Presses("Join");
        await bob.IsIn("Plainly kept");

        await ann.Manages(room, bob);
        await ann.Presses("Silence");
        await bob.Opens($"/rooms/{room}");
        await Expect(bob.Voice).ToContainTextAsync("A moderator has silenced you until");
        await Expect(bob.Composer).ToBeHiddenAsync();

        await ann.Presses("Ban");
        await bob.Opens($"/rooms/{room}");
        await bob.SeesText("There is nothing here");
        await ann.Follows("Banned people");
        await ann.Presses("Lift the ban Bob");
        await bob.Joins("Plainly kept", "sesame");
    });

    private Task PlayAsync(string name, Func<Person, Person, long, Task> story) => stage.PlayAsync(
        async cast =>
        {
            var ann = await cast.EntersAsync("Ann");
            var bob = await cast.EntersAsync("Bob");
            var room = await ann.HasRoom(name);
            await bob.HasJoined(name);
            await bob.Opens($"/rooms/{room}");
            await story(ann, bob, room);
        },
        name);
}
