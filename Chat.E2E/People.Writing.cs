namespace Chat.E2E;

public sealed partial class Person
{
    public ILocator Composer => Page.Locator("#body");

    /// <summary>Writes and presses Enter; on a touch keyboard, the button.</summary>
    public async Task Says(params string[] texts)
    {
        // Before its modules run a page is a plain form, where Enter breaks the line.
        await Page.WaitForLoadStateAsync(LoadState.Load);
        foreach (var text in texts)
        {
            await Composer.FillAsync(text);
            if (device.Touch || !device.Script)
                await Presses("Send");
            else
                await Composer.PressAsync("Enter");
        }
    }

    /// <summary>Said before the story begins.</summary>
    public async Task HasSaid(long room, params IEnumerable<string> texts)
    {
        var token = await TokenAsync();
        foreach (var text in texts)
        {
            var answer = await PostsAsync($"/rooms/{room}/messages", token, "application/json", ("Body", text), ("ClientId", Guid.NewGuid().ToString()));
            Assert.True(answer.Ok, answer.StatusText);
        }
    }

    public async Task Edits(string before, string after)
    {
        await Message(before).HoverAsync();
        await Presses("Edit");
        var box = Page.Locator("form.edit textarea");
        await box.FillAsync(after);
        await box.PressAsync("Enter");
        await Expect(Page.Locator("form.edit")).ToHaveCountAsync(0);
    }

    public async Task Deletes(string text)
    {
        await Message(text).HoverAsync();
        await Presses("Delete");
        await Page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(Page.Locator("dialog")).ToHaveCountAsync(0);
    }

    /// <summary>Everything written is with the server.</summary>
    public async Task HasSentEverything()
    {
        await Expect(Page.Locator(".message.pending")).ToHaveCountAsync(0);
        await Expect(Page.Locator(".message:not([id])")).ToHaveCountAsync(0);
    }

    public Task SeesFailed(string text) => Expect(Page.Locator(".message.failed", new() { HasText = text })).ToBeVisibleAsync();
}
