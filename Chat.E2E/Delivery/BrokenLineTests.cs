namespace Chat.E2E.Delivery;

/// <summary>What one writes while the line is bad is neither lost nor doubled.</summary>
[Collection(Stages.Delivery)]
public sealed class BrokenLineTests(Stage stage)
{
    [Fact]
    public Task A_send_that_fails_says_so_and_goes_out_once_by_itself() => stage.PlayAsync("Broken line", async (ann, network) =>
    {
        network.RefusesPosts = true;
        await ann.Says("still here");
        await ann.SeesFailed("still here");
        network.RefusesPosts = false;

        await ann.SeesExactly("still here");
        await ann.HasSentEverything();
        await ann.SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task A_send_that_fails_can_be_discarded_and_the_next_one_goes_on() => stage.PlayAsync("Second thoughts", async (ann, network) =>
    {
        network.RefusesPosts = true;
        await ann.Says("regretted", "meant");
        await ann.SeesFailed("regretted");
        network.RefusesPosts = false;
        await ann.Presses("Discard");

        await ann.SeesExactly("meant");
        await ann.HasSentEverything();
        await ann.SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task A_message_whose_answer_was_lost_stands_once() => stage.PlayAsync("Lost answer", async (ann, network) =>
    {
        network.LosesAnswers = true;
        await ann.Says("only once, please");
        await network.WasAsked("^POST .*/messages$");
        network.LosesAnswers = false;

        await ann.SeesExactly("only once, please");
        await ann.HasSentEverything();
        await ann.SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task What_was_written_offline_goes_out_in_order_when_the_line_is_back() => stage.PlayAsync("Tunnel", async (ann, network) =>
    {
        await ann.ClosesTheLaptop(network);
        await ann.Says("one", "two", "three");
        await ann.SeesFailed("one");
        await Expect(ann.Page.Locator("#network")).ToContainTextAsync("offline");
        await ann.OpensTheLaptop(network);

        await ann.SeesExactly("one", "two", "three");
        await ann.HasSentEverything();
        await Expect(ann.Page.Locator("#network")).ToBeHiddenAsync();
        await ann.SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task A_message_that_streams_in_before_its_answer_is_shown_once() => stage.PlayAsync("Slow answer", async (ann, bob, network) =>
    {
        var answers = new TaskCompletionSource();
        network.AnswersMayPass = answers.Task;
        await ann.Says("slow");
        await bob.Sees("slow");
        await bob.Says("in between");
        await ann.Sees("in between");
        await Expect(ann.Messages).ToHaveCountAsync(2);
        answers.SetResult();

        await ann.SeesExactly("slow", "in between");
        await ann.HasSentEverything();
        await ann.SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task A_change_lost_on_its_way_is_asked_for() => stage.PlayAsync("Gap", async (ann, network) =>
    {
        network.LosesAChange = true;
        await ann.HasSaid(ann.Room, "lost", "arrived");

        await ann.SeesExactly("lost", "arrived");
        Assert.False(network.LosesAChange);
        await ann.SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task Talk_goes_on_while_the_line_breaks_again_and_again() => stage.PlayAsync("Train", async (ann, network) =>
    {
        foreach (var text in Enumerable.Range(1, 12).Select(number => $"kilometre {number}"))
        {
            await ann.Says(text);
            network.IsDown = true;
            network.IsDown = false;
        }

        await ann.HasSentEverything();
        await ann.SeesExactly(Enumerable.Range(1, 12).Select(number => $"kilometre {number}"));
        await ann.SeesWhatAFreshPageShows();
    });
}
