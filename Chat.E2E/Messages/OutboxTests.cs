using Chat.E2E.Delivery;

namespace Chat.E2E.Messages;

/// <summary>What was written waits until the server has it, whatever becomes of the page.</summary>
[Collection(Stages.Everyday)]
public sealed class OutboxTests(Stage stage)
{
    [Fact]
    public Task What_was_written_offline_survives_a_reload_and_goes_out_in_order() => stage.PlayAsync("Night train", async (ann, network) =>
    {
        network.RefusesPosts = true;
        await ann.Says("first", "second");
        await ann.SeesFailed("first");
        await ann.Page.ReloadAsync();
        await ann.SeesFailed("first");
        await Expect(ann.Page.Locator(".message.pending")).ToHaveCountAsync(2);
        network.RefusesPosts = false;

        await ann.SeesExactly("first", "second");
        await ann.HasSentEverything();
        await ann.SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task A_page_that_is_opened_later_sends_what_an_earlier_one_could_not() => stage.PlayAsync("Morning after", async (ann, network) =>
    {
        network.RefusesPosts = true;
        await ann.Says("good night");
        await ann.SeesFailed("good night");
        await ann.Page.CloseAsync();
        network.RefusesPosts = false;
        var morning = await ann.OpensAnotherTab();
        await morning.Enters(ann.Room);

        await morning.SeesExactly("good night");
        await morning.HasSentEverything();
    });

    [Fact]
    public Task A_page_without_a_room_sends_it_too() => stage.PlayAsync("Elsewhere by now", async (ann, bob, network) =>
    {
        network.RefusesPosts = true;
        await ann.Says("on my way out");
        await ann.SeesFailed("on my way out");
        await ann.Opens("/account");
        network.RefusesPosts = false;

        await bob.Sees("on my way out");
        await ann.Enters(bob.Room);
        await ann.AgreesWith(bob);
    });

    [Fact]
    public Task Another_tab_shows_and_sends_what_the_first_could_not() => stage.PlayAsync("Two tabs", async (ann, network) =>
    {
        var tab = await ann.OpensAnotherTab();
        await tab.Enters(ann.Room);
        network.RefusesPosts = true;
        await ann.Says("over there");
        await tab.SeesFailed("over there");
        await ann.Page.CloseAsync();
        network.RefusesPosts = false;

        await tab.SeesExactly("over there");
        await tab.HasSentEverything();
        await tab.SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task A_message_whose_answer_never_comes_is_sent_once_the_stream_has_it() => stage.PlayAsync("Deaf ear", async (ann, network) =>
    {
        await ann.Listens();
        network.AnswersMayPass = new TaskCompletionSource().Task;
        await ann.Says("heard");

        await ann.SeesExactly("heard");
        await ann.HasSentEverything();
        network.AnswersMayPass = Task.CompletedTask;
        await ann.Says("and again");
        await ann.SeesExactly("heard", "and again");
        await ann.HasSentEverything();
        await ann.SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task What_is_written_among_old_messages_waits_too() => stage.PlayAsync("Old times", async (ann, network) =>
    {
        await ann.HasSaid(ann.Room, Enumerable.Range(1, 80).Select(number => $"old {number}"));
        await ann.Enters(ann.Room, "/5");
        network.IsDown = true;
        await ann.Says("new");
        await ann.SeesFailed("new");
        network.IsDown = false;

        await ann.HasSentEverything();
        await ann.Sees("new");
        await ann.Sees("old 80");
        await Expect(ann.Messages.Last).ToHaveIdAsync("m81");
    });

    [Fact]
    public Task What_could_not_be_sent_for_lack_of_a_session_goes_out_on_retry() => stage.PlayAsync("Second key", async (ann, _) =>
    {
        var cookies = await ann.Context.CookiesAsync();
        await ann.Context.ClearCookiesAsync();
        await ann.Says("who am I");
        await ann.SeesFailed("who am I");
        await ann.Context.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path }));
        await ann.Presses("Retry");

        await ann.SeesExactly("who am I");
        await ann.HasSentEverything();
    });

    [Fact]
    public Task What_was_discarded_stays_away() => stage.PlayAsync("Regrets", async (ann, network) =>
    {
        network.RefusesPosts = true;
        await ann.Says("never mind");
        await ann.SeesFailed("never mind");
        await ann.Presses("Discard");
        await Expect(ann.Page.Locator(".message")).ToHaveCountAsync(0);
        network.RefusesPosts = false;
        await ann.Page.ReloadAsync();
        await ann.Says("something else");

        await ann.SeesExactly("something else");
        await ann.HasSentEverything();
    });
}
