using Chat.E2E.Delivery;

namespace Chat.E2E.Messages;

/// <summary>The whole story, over every kind of network.</summary>
[Collection(Stages.Everyday)]
public sealed class TalkTests(Stage stage)
{
    [Fact]
    public Task Two_people_meet_talk_part_and_miss_nothing() => stage.PlayAsync(cast => TellAsync(cast, _ => { }, "Kitchen"));

    [Fact]
    public Task They_do_where_streams_are_swallowed() => stage.PlayAsync(cast => TellAsync(cast, network => network.SwallowsStreams = true, "Garden", "wait=25"));

    [Fact]
    public Task They_do_where_polls_are_cut_too() => stage.PlayAsync(cast => TellAsync(cast, network => network.SwallowsStreams = network.CutsPolls = true, "Garage", "wait=25", "wait=10", "client=[^&]+&wait=0"));

    private static async Task TellAsync(Cast cast, Action<Network> spoil, string room, params string[] ways)
    {
        await using var network = await Network.StartAsync(cast.App.Address);
        spoil(network);
        var ann = await cast.ArrivesAsync("Ann");
        var bob = await cast.ArrivesAsync("Bob", through: network.Address);
        await ann.SignsUp();
        await bob.SignsUp();
        await ann.CreatesRoom(room, "sesame");
        await bob.Joins(room, "sesame");
        await network.WasAsked(ways);

        await ann.Says("Lunch at noon?");
        await bob.Sees("Lunch at noon?");
        await bob.Says("Gladly. 점심 좋아요!");
        await ann.Sees("Gladly. 점심 좋아요!");

        await bob.ClosesTheLaptop(network);
        await ann.Says("one", "two", "three", "four");
        await ann.HasSentEverything();
        await ann.Edits("two", "two, but better");
        await ann.Deletes("three");
        await bob.DoesNotSee("four");
        await bob.OpensTheLaptop(network);

        string[] all = ["Lunch at noon?", "Gladly. 점심 좋아요!", "one", "two, but better edited", "deleted", "four"];
        await bob.SeesExactly(all);
        await ann.SeesExactly(all);
        await bob.SeesWhatAFreshPageShows();
        await bob.Says("Back again");
        await ann.Sees("Back again");
        await bob.HasSentEverything();
        await bob.SeesWhatAFreshPageShows();
        await ann.SeesWhatAFreshPageShows();
    }
}
