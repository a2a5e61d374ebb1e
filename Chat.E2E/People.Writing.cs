namespace Chat.E2E;

public sealed partial class Person
{
    public ILocator Composer => Page.Locator("#body");

    /// <summary>What is offered while one types.</summary>
    public ILocator Offers => Page.Locator(".offers > [role=option]");

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
        await Chooses("Edit", before);
        var box = Page.Locator("form.edit textarea");
        await box.FillAsync(after);
        await box.PressAsync("Enter");
        await Expect(Page.Locator("form.edit")).ToHaveCountAsync(0);
    }

    /// <summary>Does something with a message that stands in its menu.</summary>
    public Task Chooses(string action, string message) => Chooses(action, Message(message));

    public async Task Chooses(string action, ILocator message)
    {
        await OpensMenuOf(message);
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = action, Exact = true }).ClickAsync();
    }

    public async Task OpensMenuOf(ILocator message)
    {
        if (device.Touch)
            await message.Locator(".body").TapAsync();
        else
            await message.HoverAsync();
        await message.Locator(".actions .more").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
    }

    public async Task Deletes(string text)
    {
        await Chooses("Delete", text);
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
