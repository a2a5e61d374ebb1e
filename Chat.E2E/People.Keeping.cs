namespace Chat.E2E;

public sealed partial class Person
{
    /// <summary>The notice in the composer's place.</summary>
    public ILocator Voice => Page.Locator("#voice");

    /// <summary>The link that is made on the page of invite links.</summary>
    public async Task<string> MakesALink(long room)
    {
        await Opens($"/rooms/{room}/invite");
        await Presses("Make link");
        await Expect(Page.Locator(".qr svg")).ToBeVisibleAsync();
        return new Uri(await Page.Locator(".links .address code").First.InnerTextAsync()).AbsolutePath;
    }

    /// <summary>From the list of members to what may be decided about one of them.</summary>
    public async Task Manages(long room, Person member)
    {
        await Opens($"/rooms/{room}/members");
        await Page.Locator("#members > li", new() { HasText = $"@{member.UserName}" }).Locator("a.manage").ClickAsync();
        await Expect(Page.Locator("h1")).ToContainTextAsync(member.Name);
    }

    public async Task<long> IdAsync() => long.Parse((await Page.Locator("body").GetAttributeAsync("data-person"))!, System.Globalization.CultureInfo.InvariantCulture);
}
