namespace Chat.E2E;

public sealed partial class Person
{
    /// <summary>Chooses people one after the other, by their user names, and starts.</summary>
    public async Task WritesTo(params IEnumerable<Person> people)
    {
        await Opens("/groups/new");
        await Page.WaitForLoadStateAsync(LoadState.Load);
        foreach (var person in people)
        {
            await Page.GetByLabel("Find people by name").FillAsync(person.UserName);
            await Expect(Page.Locator("form.picker input[type=checkbox]:not(:checked)")).ToHaveCountAsync(1);
            await Page.Locator("form.picker li", new() { HasText = person.UserName }).GetByRole(AriaRole.Checkbox).CheckAsync();
        }

        await Presses("Start");
        await Expect(Composer).ToBeVisibleAsync();
        await Listens();
    }

    /// <summary>Does something to a room in the sidebar, in the dialog that the button beside it opens.</summary>
    public async Task Places(string room, string action)
    {
        await OpensOptionsOf(room);
        await Page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
        await Expect(Page.Locator("dialog")).ToHaveCountAsync(0);
    }

    public async Task PlacesInFolder(string room, string folder)
    {
        await OpensOptionsOf(room);
        await Page.Locator("dialog").GetByLabel("Folder").SelectOptionAsync(new SelectOptionValue { Label = folder });
        await Page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();
        await Expect(Page.Locator("dialog")).ToHaveCountAsync(0);
    }

    public async Task OpensOptionsOf(string room)
    {
        await Listens(); // until the scripts are there, a click leads to a page
        await Page.GetByLabel($"Options of {room}").ClickAsync();
        await Expect(Page.Locator("dialog .placing")).ToBeVisibleAsync();
    }

    /// <summary>Exactly these stand in a section of the sidebar, in this order.</summary>
    public Task SeesInSection(string section, params IEnumerable<string> titles) =>
        Expect(Page.GetByRole(AriaRole.List, new() { Name = section, Exact = true }).Locator(".room-link .name")).ToHaveTextAsync(titles.ToArray());

    /// <summary>Nothing is pointed at and nothing has the focus: the list may move.</summary>
    public async Task LooksAway()
    {
        await Page.Mouse.MoveAsync(900, 500);
        await Page.EvaluateAsync("() => document.activeElement?.blur()");
    }
}
