namespace Chat.E2E;

public sealed partial class Person
{
    /// <summary>The row about somebody in a list of people.</summary>
    public ILocator Row(string name) => Page.Locator(".people > li", new() { Has = Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }) });

    /// <summary>Presses a button in the row about somebody.</summary>
    public Task Does(string deed, string name) => Row(name).GetByRole(AriaRole.Button, new() { Name = $"{deed} {name}", Exact = true }).ClickAsync();

    /// <summary>Looks for people and waits until those who were found are there.</summary>
    public async Task LooksFor(string people)
    {
        await Opens("/people");
        await Page.Locator("main").GetByRole(AriaRole.Searchbox).FillAsync(people);
        await Presses("Find");
        await Page.WaitForURLAsync("**/people?find=*");
    }

    /// <summary>The person's own number.</summary>
    public async Task<long> HasNumber() =>
        long.Parse((await Page.Locator("body").GetAttributeAsync("data-person"))!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Told before the story begins.</summary>
    public async Task HasDone(string deed, long other)
    {
        var answer = await PostsAsync($"/people/{other}/{deed}");
        Assert.True(answer.Ok, answer.StatusText);
    }
}
