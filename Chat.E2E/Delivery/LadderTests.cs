namespace Chat.E2E.Delivery;

/// <summary>Which way news comes is found out once, and not for ever.</summary>
[Collection(Stages.Delivery)]
public sealed class LadderTests(Stage stage)
{
    private const long JustOverFiveMinutes = 301_000;

    [Fact]
    public Task A_page_knows_what_the_one_before_found_out() => PlayAsync("Known ground", async (ann, network) =>
    {
        var tries = network.Count(IsStream);
        await ann.Page.ReloadAsync();
        await network.WasAsked(2, "wait=25");
        await ann.HasSaid(ann.Room, "by poll");

        await ann.SeesExactly("by poll");
        Assert.Equal(tries, network.Count(IsStream));
    });

    [Fact]
    public Task Where_streams_flow_again_the_page_climbs_back() => PlayAsync("Better days", async (ann, network) =>
    {
        var tries = network.Count(IsStream);
        network.SwallowsStreams = false;
        await ann.Page.Clock.FastForwardAsync(JustOverFiveMinutes);
        await network.WasAsked(tries + 2, @"/events\?(?!.*wait=)"); // one for a trial, one to stay
        await ann.HasSaid(ann.Room, "by stream");

        await ann.SeesExactly("by stream");
        Assert.Equal(1, network.Streams);
        await ann.SeesWhatAFreshPageShows();
    });

    /// <summary>However often it failed while the lid was closed: one late answer afterwards does not cost half a minute.</summary>
    [Theory]
    [InlineData("step(tired, { type: 'woke' }, 0).ladder", 1_000)]
    [InlineData("elsewhere(tired)", 1_000)]
    [InlineData("tired", 30_000)]
    public Task Whoever_is_back_begins_anew_with_waiting(string back, int longest) => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        await ann.Opens("/account");

        var wait = await ann.Page.EvaluateAsync<int>($$"""
            async () => {
              const { elsewhere, step, top } = await import("/delivery/ladder.js");
              let tired = top();
              for (let tries = 0; tries < 8; tries++) tired = step(tired, { type: "down" }, 0, () => 1).ladder;
              return step({{back}}, { type: "broken" }, 0, () => 1).delay;
            }
            """);

        Assert.Equal(longest, wait);
    });

    private Task PlayAsync(string room, Func<Person, Network, Task> story) => stage.PlayAsync(
        async cast =>
        {
            await using var network = await Network.StartAsync(cast.App.Address);
            network.SwallowsStreams = true;
            var ann = await cast.EntersAsync("Ann", through: network.Address);
            await ann.Page.Clock.InstallAsync();
            await ann.Enters(await ann.HasRoom(room));
            await network.WasAsked("wait=25");
            await story(ann, network);
        },
        room);

    private static bool IsStream(string address) =>
        address.Contains("/events?", StringComparison.Ordinal) && !address.Contains("wait=", StringComparison.Ordinal);
}
