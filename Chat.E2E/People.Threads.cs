namespace Chat.E2E;

public sealed partial class Person
{
    /// <summary>The thread that is open beside the room, or on a page of its own.</summary>
    public ILocator Thread => Page.Locator(".thread");

    public ILocator ThreadComposer => Thread.Locator(".composer textarea");

    public ILocator Replies => Thread.Locator(".messages > .message");

    public async Task Answers(string text, string answer)
    {
        await Message(text).HoverAsync();
        await Presses("Reply");
        await Expect(Page.Locator("#composer .answering")).ToBeVisibleAsync();
        await Says(answer);
    }

    /// <summary>Opens the thread about a message beside its room.</summary>
    public async Task OpensThread(string text)
    {
        await Message(text).HoverAsync();
        await Presses("Reply in a thread");
        await Expect(Thread.Locator(".root .body")).ToHaveTextAsync(text);
    }

    public async Task Replied(string text)
    {
        await ThreadComposer.FillAsync(text);
        if (device.Touch)
            await Thread.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        else
            await ThreadComposer.PressAsync("Enter");
    }

    /// <summary>Exactly these replies, in this order.</summary>
    public Task SeesReplies(params string[] texts) => Expect(Replies.Locator(".body")).ToHaveTextAsync(texts);

    /// <summary>The line under a message that leads to its thread.</summary>
    public ILocator ThreadLine(string text) => Message(text).Locator(".thread-line");

    /// <summary>Said in a thread before the story begins.</summary>
    public async Task HasReplied(long room, long thread, params IEnumerable<string> texts)
    {
        var token = await TokenAsync();
        foreach (var text in texts)
        {
            var answer = await PostsAsync($"/rooms/{room}/messages", token, "application/json", ("Body", text), ("Thread", $"{thread}"));
            Assert.True(answer.Ok, answer.StatusText);
        }
    }
}
