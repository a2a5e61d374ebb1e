using Chat.E2E.Delivery;

namespace Chat.E2E.Faults;

/// <summary>Devices on the way that meddle with what passes. When they stop, nothing was lost and nothing doubled.</summary>
[Collection(Stories.Name)]
public sealed class MiddleboxTests(Stage stage)
{
    [Fact]
    public Task A_scanner_that_keeps_the_newest_bytes_back_leaves_the_stream_alive() => stage.PlayAsync("Scanner", async (ann, bob, network) =>
    {
        var scanner = new Scanner();
        network.Middlebox = scanner;
        var questions = new Questions(ann);
        await ann.Reloads();
        await scanner.HasPassed("\"type\":\"ready\"");

        await TalkAsync(ann, bob);
        questions.OnlyStreamed();
    });

    [Fact]
    public Task A_compressor_that_fills_its_blocks_first_makes_her_poll() => stage.PlayAsync("Compressor", async (ann, bob, network) =>
    {
        network.Middlebox = new Compressor();
        var questions = new Questions(ann);
        await ann.Reloads();
        await questions.HavePolled();

        await TalkAsync(ann, bob);
    });

    [Fact]
    public Task A_cache_that_repeats_old_answers_adds_nothing() => stage.PlayAsync("Cache", async (ann, bob, network) =>
    {
        var cache = new StaleCache();
        network.SwallowsStreams = true;
        network.Middlebox = cache;
        var questions = new Questions(ann);
        await ann.Reloads();
        await questions.HavePolled();

        foreach (var number in Enumerable.Range(1, 5))
        {
            await bob.Says($"question {number}");
            await ann.Sees($"question {number}");
            await ann.Says($"answer {number}");
            await bob.Sees($"answer {number}");
        }

        Assert.True(cache.Repeats > 3);
        await ann.AgreesWith(bob);
    });

    [Fact]
    public Task While_a_gateway_answers_502_what_is_written_waits() => OutageAsync("Gateway", Impostor.BadGateway);

    [Fact]
    public Task While_a_balancer_answers_500_what_is_written_waits() => OutageAsync("Balancer", Impostor.BrokenBalancer);

    [Fact]
    public Task While_a_server_that_stops_answers_503_what_is_written_waits() => OutageAsync("Restart", Impostor.Stopping);

    [Fact]
    public Task While_a_captive_portal_says_that_all_is_well_what_is_written_waits() => OutageAsync("Portal", Impostor.CaptivePortal);

    [Fact]
    public Task A_captive_portal_does_not_get_into_the_history() => stage.PlayAsync("Hotel", async (ann, bob, network) =>
    {
        await bob.HasSaid(bob.Room, Enumerable.Range(1, 70).Select(number => $"line {number}"));
        await ann.Reloads();
        network.Middlebox = Impostor.CaptivePortal;
        await ann.Page.Locator(".older").ClickAsync();
        await network.WasAsked("before=");
        network.Middlebox = null;
        await ann.Page.Locator(".older").ClickAsync();

        await ann.ScrollsToTheBeginning();
        await ann.SeesExactly(Enumerable.Range(1, 70).Select(number => $"line {number}"));
    });

    private static async Task TalkAsync(Person ann, Person bob)
    {
        await bob.Says("one", "two");
        await ann.Sees("two");
        await ann.Says("three");
        await bob.Sees("three");
        await ann.AgreesWith(bob);
    }

    private Task OutageAsync(string room, IMiddlebox impostor) => stage.PlayAsync(room, async (ann, bob, network) =>
    {
        await ann.Says("before");
        await bob.Sees("before");
        network.Middlebox = impostor;
        network.Cuts();
        await ann.Says("meanwhile, from her");
        await bob.Says("meanwhile, from him");
        await network.WasAsked("/messages$");
        await network.WasAsked(3, "wait=0");
        network.Middlebox = null;

        await ann.HasSentEverything();
        await ann.Sees("meanwhile, from him");
        await bob.Sees("meanwhile, from her");
        await ann.Says("after");
        await bob.Sees("after");
        await ann.AgreesWith(bob);
    });
}
