namespace Chat.E2E;

public sealed partial class Person
{
    /// <summary>The messages as they stand in the page, one line each: number, text, and what became of it.</summary>
    private const string Transcript = """
        () => [...document.querySelectorAll("#messages > .message")].map(message => [
          message.id.slice(1) || "unsent",
          message.classList.contains("deleted") ? "deleted" : message.querySelector(".body").textContent.trim().slice(0, 200),
          message.querySelector(".edited") ? "edited" : "",
        ].join(" ").trim()).join("\n")
        """;

    public ILocator Messages => Page.Locator("#messages > .message");

    public ILocator Message(string text) => Page.Locator("#messages > .message", new() { Has = Page.GetByText(text, new() { Exact = true }) });

    /// <summary>Exactly once.</summary>
    public Task Sees(string text) => Expect(Message(text)).ToHaveCountAsync(1);

    public Task DoesNotSee(string text) => Expect(Message(text)).ToHaveCountAsync(0);

    public Task<string> Reads() => Page.EvaluateAsync<string>(Transcript);

    /// <summary>Exactly these messages from the first on, numbered, in this order.</summary>
    public Task SeesExactly(params IEnumerable<string> texts) =>
        ComesToRead(string.Join('\n', texts.Select((text, index) => $"{index + 1} {text}")));

    /// <summary>The page that was kept up to date equals one that is loaded now.</summary>
    public async Task SeesWhatAFreshPageShows()
    {
        var fresh = await context.NewPageAsync();
        await fresh.GotoAsync(Page.Url);
        var expected = await fresh.EvaluateAsync<string>(Transcript);
        await fresh.CloseAsync();
        await ComesToRead(expected);
    }

    /// <summary>All is sent, and both read the same: what is on the server.</summary>
    public async Task AgreesWith(Person other)
    {
        await HasSentEverything();
        await SeesWhatAFreshPageShows();
        await other.SeesWhatAFreshPageShows();
        Assert.Equal(await other.Reads(), await Reads());
    }

    /// <summary>Down to the room's last message, however many pages lie between.</summary>
    public Task ScrollsToTheEnd() => ScrollsAsync(1, ".newer");

    public Task ScrollsToTheBeginning() => ScrollsAsync(-1, ".older");

    private async Task ScrollsAsync(int direction, string more) => await Page.WaitForFunctionAsync(
        """
        ([direction, more]) => {
          const scroller = document.getElementById("timeline");
          scroller.scrollTop += direction * 600;
          const atEnd = direction > 0 ? Math.abs(scroller.scrollTop) < 2 : scroller.scrollHeight + scroller.scrollTop - scroller.clientHeight < 2;
          return atEnd && !document.querySelector(`#messages > ${more}`);
        }
        """,
        new object[] { direction, more });

    private async Task ComesToRead(string expected)
    {
        try
        {
            await Page.WaitForFunctionAsync($"expected => ({Transcript})() === expected", expected, new() { Timeout = 20_000 });
        }
        catch (TimeoutException)
        {
            Assert.Equal(expected, await Reads());
        }
    }
}
