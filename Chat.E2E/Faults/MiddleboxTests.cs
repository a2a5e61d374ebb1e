using Chat.E2E.Delivery;

namespace Chat.E2E.Faults;

/// <summary>Devices on the way that meddle with what passes. When they stop, nothing was lost and nothing doubled.</summary>
[Collection(Stages.Faults)]
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

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task A_cache_that_repeats_old_answers_adds_nothing(int newer) => stage.PlayAsync($"Cache {newer}", async (ann, bob, network) =>
    {
        var cache = new StaleCache(newer);
        await ann.ReloadsToPoll(network);
        network.Middlebox = cache;

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
    public Task An_answer_that_is_overtaken_by_newer_ones_changes_nothing() => stage.PlayAsync("Overtaken", async (ann, bob, network) =>
    {
        await bob.Says("as written");
        await ann.Sees("as written");
        var page = new Straggler(request => request.Path == $"/rooms/{bob.Room}");
        var answer = new Straggler(request => IsQuestionOfAFollower(request.QueryString.Value!));
        var tab = await ann.OpensAnotherTab();
        network.Middlebox = page;
        var opening = tab.Opens($"/rooms/{bob.Room}");
        await page.HasBeenGiven();
        await bob.Edits("as written", "put right");
        network.Middlebox = answer;
        page.Arrives();
        await opening;
        await answer.HasBeenGiven();
        await bob.Edits("put right", "put right again");
        await bob.Says("new");
        await tab.Sees("new");
        await tab.Page.RunAndWaitForRequestFinishedAsync(
            () =>
            {
                answer.Arrives();
                return Task.CompletedTask;
            },
            new() { Predicate = request => IsQuestionOfAFollower(new Uri(request.Url).Query) });

        await tab.SeesExactly("put right again edited", "new");
        await tab.AgreesWith(bob);
    });

    [Fact]
    public Task Two_answers_that_change_places_lose_nothing() => stage.PlayAsync("Mix-up", async (ann, bob, network) =>
    {
        await ann.ReloadsToPoll(network);
        var mixer = new Mixer();
        network.Middlebox = mixer;
        await bob.Says("one"); // goes to the poll that is held already, unless that was answered when he began to type
        await mixer.HasBegun();
        await bob.Says("two");
        await mixer.HasTheFirst();
        await bob.Says("three");

        await ann.SeesExactly("one", "two", "three");
        await mixer.HasGivenBoth();
        await bob.Says("four");
        await ann.Sees("four");
        await ann.AgreesWith(bob);
    });

    [Fact]
    public Task A_tab_that_is_behind_the_poll_of_another_misses_nothing() => stage.PlayAsync("Latecomer", async (ann, bob, network) =>
    {
        await ann.ReloadsToPoll(network);
        var page = new Straggler(request => request.Path == $"/rooms/{bob.Room}");
        var answer = new Straggler(request => IsQuestionOfAFollower(request.QueryString.Value!));
        var tab = await ann.OpensAnotherTab();
        network.Middlebox = page;
        var opening = tab.Opens($"/rooms/{bob.Room}");
        await page.HasBeenGiven();
        await bob.Says("one");
        await ann.Sees("one");
        network.Middlebox = answer;
        page.Arrives();
        await opening;
        await answer.HasBeenGiven();
        await bob.Says("two");
        await tab.SeesExactly("one", "two");
        answer.Arrives();

        await tab.AgreesWith(bob);
        await ann.SeesWhatAFreshPageShows();
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
        await Expect(ann.Page.Locator(".older.loading")).ToHaveCountAsync(0);
        network.Middlebox = null;
        // What is near may come by itself, and then the link is gone.
        await ann.Page.EvaluateAsync("() => document.querySelector('.older')?.click()");

        await ann.ScrollsToTheBeginning();
        await ann.SeesExactly(Enumerable.Range(1, 70).Select(number => $"line {number}"));
    });

    private static bool IsQuestionOfAFollower(string query) =>
        query.Contains("wait=0", StringComparison.Ordinal) && !query.Contains("client=", StringComparison.Ordinal);

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
