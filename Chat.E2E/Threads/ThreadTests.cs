using Chat.E2E.Delivery;

namespace Chat.E2E.Threads;

[Collection(Stages.Circle)]
public sealed class ThreadTests(Stage stage)
{
    [Fact]
    public Task Two_people_talk_aside_and_the_room_stays_as_it_is() => stage.PlayAsync(async cast =>
    {
        var (ann, bob, room) = await TwoAsync(cast, "Aside");
        await ann.HasSaid(room, "The plan", "Something else");
        await ann.Enters(room);
        await bob.Enters(room);

        await bob.OpensThread("The plan");
        await bob.Replied("About the plan");
        await bob.SeesReplies("About the plan");
        await Expect(ann.ThreadLine("The plan").Locator(".replies")).ToHaveTextAsync("1");
        await Expect(ann.ThreadLine("The plan").Locator(".count")).ToHaveTextAsync("1 new");
        await Expect(ann.Page.Locator("#sidebar .count.threads .number")).ToHaveTextAsync("1");
        await ann.SeesExactly("The plan", "Something else");

        await ann.ThreadLine("The plan").ClickAsync();
        await ann.SeesReplies("About the plan");
        await Expect(ann.Page.Locator("#sidebar .count.threads")).ToBeHiddenAsync();
        await Expect(ann.ThreadLine("The plan").Locator(".count")).ToHaveCountAsync(0);
        await ann.Replied("Tell me more");
        await bob.SeesReplies("About the plan", "Tell me more");
        await ann.Says("In the room meanwhile");
        await bob.Sees("In the room meanwhile");

        await bob.Chooses("Edit", bob.Replies.Filter(new() { HasText = "About the plan" }));
        await bob.Thread.Locator("form.edit textarea").FillAsync("About this plan");
        await bob.Thread.Locator("form.edit textarea").PressAsync("Enter");
        await ann.SeesReplies("About this plan", "Tell me more");
        await Expect(bob.ThreadComposer).ToBeFocusedAsync();

        await bob.SeesExactly("The plan", "Something else", "In the room meanwhile");
        await bob.Page.GoBackAsync();
        await Expect(bob.Thread).ToHaveCountAsync(0);
        await bob.SeesExactly("The plan", "Something else", "In the room meanwhile");
    });

    [Fact]
    public Task What_was_written_in_a_thread_survives_the_pane_and_bad_networks() => stage.PlayAsync("Kept aside", async (ann, network) =>
    {
        await ann.HasSaid(ann.Room, "root");
        await ann.Sees("root");
        await ann.OpensThread("root");
        await ann.ThreadComposer.FillAsync("half a thou");
        await ann.ThreadComposer.PressAsync("Escape");
        await Expect(ann.Thread).ToHaveCountAsync(0);
        await ann.OpensThread("root");
        await Expect(ann.ThreadComposer).ToHaveValueAsync("half a thou");
        await Expect(ann.Composer).ToHaveValueAsync("");

        network.RefusesPosts = true;
        await ann.Replied("a whole thought");
        await Expect(ann.Thread.Locator(".message.failed")).ToBeVisibleAsync();
        await ann.Reloads();
        await Expect(ann.Thread.Locator(".message.failed")).ToBeVisibleAsync();
        network.RefusesPosts = false;

        await Expect(ann.Replies.And(ann.Page.Locator("[id]"))).ToHaveCountAsync(1);
        await ann.HasSentEverything();
        await ann.SeesReplies("a whole thought");
        await ann.Page.GetByLabel("Back to Kept aside").ClickAsync();
        await ann.SeesExactly("root");
        await Expect(ann.ThreadLine("root").Locator(".replies")).ToHaveTextAsync("1");
    });

    [Fact]
    public Task A_message_is_answered_with_a_quote_that_leads_back_and_stays_true() => stage.PlayAsync(async cast =>
    {
        var (ann, bob, room) = await TwoAsync(cast, "Quoting");
        await ann.HasSaid(room, "Tea or coffee?", "Or cake");
        await ann.Enters(room);
        await bob.Enters(room);

        await bob.Message("Tea or coffee?").HoverAsync();
        await bob.Presses("Reply");
        await bob.Composer.FillAsync("Tea, ple");
        await bob.Composer.BlurAsync();
        await bob.Reloads();
        await Expect(bob.Page.Locator("#composer .answering .quote")).ToContainTextAsync("Tea or coffee?");
        await Expect(bob.Composer).ToHaveValueAsync("Tea, ple");
        await bob.Composer.PressAsync("Escape");
        await Expect(bob.Page.Locator(".answering")).ToHaveCountAsync(0);
        await bob.Page.Locator("#m1 .at").FocusAsync();
        await bob.Page.Keyboard.PressAsync("r");
        await bob.Says("Tea, please");
        await bob.HasSentEverything();

        var quote = ann.Message("Tea, please").Locator(".quote");
        await Expect(quote).ToContainTextAsync("Tea or coffee?");
        await quote.ClickAsync();
        await Expect(ann.Page.Locator("#m1.highlighted")).ToBeVisibleAsync();
        await ann.PostsAsync($"/rooms/{room}/1/edit", ("Body", "Green tea?"));
        await Expect(bob.Message("Tea, please").Locator(".quote")).ToContainTextAsync("Green tea?");
        await ann.PostsAsync($"/rooms/{room}/1/delete");
        await Expect(bob.Message("Tea, please").Locator(".quote.deleted")).ToBeVisibleAsync();
        await bob.SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task On_a_phone_a_thread_lies_over_its_room_and_the_way_back_closes_it() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Device.Phone);
        var room = await ann.HasRoom("Pocket");
        await ann.HasSaid(room, "root");
        await ann.HasReplied(room, 1, "one", "two");
        await ann.Enters(room);

        await ann.ThreadLine("root").ClickAsync();
        await ann.SeesReplies("one", "two");
        await ann.Replied("three");
        await ann.SeesReplies("one", "two", "three");
        Assert.True(await ann.Composer.EvaluateAsync<bool>("""
            box => {
                const { x, y, width, height } = box.getBoundingClientRect();
                return document.elementFromPoint(x + width / 2, y + height / 2).closest(".thread") !== null;
            }
            """));
        await ann.Page.GoBackAsync();
        await Expect(ann.Composer).ToBeVisibleAsync();
        await Expect(ann.Thread).ToHaveCountAsync(0);
        await Expect(ann.ThreadLine("root").Locator(".replies")).ToHaveTextAsync("3");
    });

    private static async Task<(Person Ann, Person Bob, long Room)> TwoAsync(Cast cast, string name)
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        var room = await ann.HasRoom(name);
        await bob.HasJoined(name);
        return (ann, bob, room);
    }
}
