namespace Chat.E2E.Delivery;

/// <summary>However many tabs are open, one of them listens for all.</summary>
[Collection(Stages.Delivery)]
public sealed class TabsTests(Stage stage)
{
    [Fact]
    public Task Eight_tabs_share_one_stream_and_all_of_them_are_up_to_date() => stage.PlayAsync("Eight tabs", async (ann, bob, network) =>
    {
        var tabs = new List<Person> { ann };
        while (tabs.Count < 8)
        {
            tabs.Add(await ann.OpensAnotherTab());
            await tabs[^1].Enters(ann.Room);
        }

        await bob.Says("to all of you");
        foreach (var tab in tabs)
            await tab.SeesExactly("to all of you");
        Assert.Equal(1, network.Streams);
        await ann.Says("from one of us");

        foreach (var tab in tabs)
            await tab.SeesExactly("to all of you", "from one of us");
        await tabs[^1].SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task When_the_tab_that_listens_is_closed_the_others_go_on() => stage.PlayAsync("Closed tab", async (ann, bob, _) =>
    {
        var tab = await ann.OpensAnotherTab();
        await tab.Enters(ann.Room);
        await bob.Says("one");
        await tab.Sees("one");
        await ann.Page.CloseAsync();
        await bob.Says("two");

        await tab.SeesExactly("one", "two");
        await tab.SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task When_the_tab_that_listens_is_frozen_another_takes_over() => stage.PlayAsync("Frozen tab", async (ann, bob, _) =>
    {
        var tab = await ann.OpensAnotherTab();
        await tab.Enters(ann.Room);
        await bob.Says("one");
        await tab.Sees("one");
        await ann.FallsAsleep();
        await bob.Says("two");
        await tab.SeesExactly("one", "two");
        await ann.WakesUp();

        await ann.SeesExactly("one", "two");
        await bob.Says("three");
        await ann.SeesExactly("one", "two", "three");
        await tab.SeesExactly("one", "two", "three");
    });

    [Fact]
    public Task Tabs_in_different_rooms_hear_of_their_own() => stage.PlayAsync("Two rooms", async (ann, bob, network) =>
    {
        var tab = await ann.OpensAnotherTab();
        await tab.Enters(await ann.HasRoom($"Next door to {ann.Room}"));
        await bob.Says("to the first");
        await ann.SeesExactly("to the first");
        await tab.HasSaid(tab.Room, "to the second");

        await tab.SeesExactly("to the second");
        await ann.SeesExactly("to the first");
        Assert.Equal(1, network.Streams);
    });
}
