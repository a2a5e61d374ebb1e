namespace Chat.E2E.Messages;

/// <summary>An input method, driven through the browser's own door for them: the events are trusted and in its order.</summary>
public sealed class Ime : IAsyncDisposable
{
    private const int BelongsToTheInputMethod = 229;
    private const int Enter = 13;

    private readonly Person person;
    private readonly ICDPSession browser;

    private Ime(Person person, ICDPSession browser)
    {
        this.person = person;
        this.browser = browser;
    }

    /// <summary>Writes where the focus is; into the composer if it is nowhere else.</summary>
    public static async Task<Ime> OpenAsync(Person person)
    {
        if (await person.Page.Locator("textarea:focus, input:focus").CountAsync() == 0)
            await person.Composer.FocusAsync();
        return new Ime(person, await person.Context.NewCDPSessionAsync(person.Page));
    }

    /// <summary>Syllables that are finished already.</summary>
    public Task Writes(string text) => browser.SendAsync("Input.insertText", new() { ["text"] = text });

    /// <summary>What stands underlined, step by step.</summary>
    public async Task Composes(params string[] steps)
    {
        foreach (var text in steps)
            await browser.SendAsync("Input.imeSetComposition", new() { ["text"] = text, ["selectionStart"] = text.Length, ["selectionEnd"] = text.Length });
    }

    public Task EntersWhileComposing() => PressEnterAsync(BelongsToTheInputMethod);

    public Task Commits(string text) => Writes(text);

    /// <summary>As on macOS and with some Windows input methods: the same Enter is told again, without a pause.</summary>
    public Task CommitsAndEnters(string text) => Task.WhenAll(Writes(text), PressEnterAsync(Enter));

    private async Task PressEnterAsync(int keyCode) => await browser.SendAsync("Input.dispatchKeyEvent", new()
    {
        ["type"] = keyCode == Enter ? "keyDown" : "rawKeyDown",
        ["key"] = "Enter",
        ["code"] = "Enter",
        ["text"] = keyCode == Enter ? "\r" : "",
        ["windowsVirtualKeyCode"] = keyCode,
    });

    public async ValueTask DisposeAsync()
    {
        if (!person.Page.IsClosed)
            await browser.DetachAsync();
    }
}
