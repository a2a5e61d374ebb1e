using System.Text.RegularExpressions;
using Chat.Tests;

namespace Chat.E2E;

/// <summary>
/// Somebody with a browser, in the words of those who use Chat. What they do with rooms, how they write and what
/// they read stand in files of their own.
/// </summary>
public sealed partial class Person(Cast cast, Uri address, string name, string userName, IBrowserContext context, Device device)
{
    private IPage? page;
    private TaskCompletionSource heard = new();

    public string Name => name;

    public string UserName => userName;

    public IBrowserContext Context => context;

    public IPage Page => page!;

    internal void Sits(IPage before)
    {
        page = before;
        page.Request += (_, request) => heard = request.IsNavigationRequest && request.Frame == page.MainFrame ? new() : heard;
        page.Response += (_, response) => _ = response.Url.Contains("/events?", StringComparison.Ordinal) && heard.TrySetResult();
    }

    /// <summary>Until news would arrive: the page has asked for events, and is being answered.</summary>
    public Task Listens() => heard.Task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>The same person in another tab of the same browser.</summary>
    public Task<Person> OpensAnotherTab() => cast.AppearAsync(new Person(cast, address, name, userName, context, device));

    /// <summary>The same person at another device, signed in there too.</summary>
    public async Task<Person> TakesAnotherDevice(Device? other = null)
    {
        var again = await cast.AppearAsync(name, userName, address, other ?? device);
        await again.HasSignedIn();
        return again;
    }

    /// <summary>The same person at another device, signed in there before the story begins: no page has been looked at.</summary>
    internal async Task<Person> HasAnotherDevice(Device other)
    {
        var again = await cast.AppearAsync(name, userName, address, other);
        var answer = await again.PostsAsync("/signin", ("UserName", userName), ("Password", Visitor.Password));
        Assert.True(answer.Ok, answer.StatusText);
        return again;
    }

    /// <summary>Signed up before the story begins, without the pages for it.</summary>
    internal async Task HasSignedUp()
    {
        var answer = await PostsAsync("/signup", ("UserName", userName), ("DisplayName", name), ("Password", Visitor.Password));
        Assert.True(answer.Ok, answer.StatusText);
    }

    /// <summary>Signed in before the story goes on, without the page for it.</summary>
    private async Task HasSignedIn()
    {
        var answer = await PostsAsync("/signin", ("UserName", userName), ("Password", Visitor.Password));
        Assert.True(answer.Ok, answer.StatusText);
    }

    public async Task SignsUp()
    {
        await Opens("/signup");
        await Fills("User name", userName);
        await Fills("Display name", name);
        await Fills("Password", Visitor.Password);
        await Presses("Sign up");
        await Expect(Page.Locator("body.signed-in")).ToBeVisibleAsync();
    }

    public async Task SignsIn()
    {
        if (!Page.Url.Contains("/signin", StringComparison.Ordinal))
            await Opens("/signin");
        await Fills("User name", userName);
        await Fills("Password", Visitor.Password);
        await Presses("Sign in");
        await Expect(Page.Locator("body.signed-in")).ToBeVisibleAsync();
    }

    public async Task SignsOut()
    {
        await Presses("Sign out");
        await Expect(Page.Locator("body.front")).ToBeVisibleAsync();
    }

    public Task Opens(string path) => Page.GotoAsync(path);

    public Task Fills(string label, string text) => Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);

    public Task Presses(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public Task Follows(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();

    /// <summary>Fills the page's form by the names of its fields, whatever the language, and sends it off.</summary>
    public async Task SubmitsWith(params (string Field, string Text)[] fields)
    {
        foreach (var (field, text) in fields)
            await Page.Locator($"main [name={field}]").FillAsync(text);
        await Page.Locator("main form button").First.ClickAsync();
        await Expect(Page.Locator("main .error").First).ToBeVisibleAsync();
    }

    public Task SeesText(string text) => Expect(Page.GetByText(text, new() { Exact = true }).First).ToBeVisibleAsync();

    public Task SeesTitle(string title) => Expect(Page).ToHaveTitleAsync(title);

    /// <summary>By its title, whatever the number of unread messages before that.</summary>
    public Task IsOn(string title) => Expect(Page).ToHaveTitleAsync(new Regex($@"^(\(\d+\) )?{Regex.Escape(title)}$", RegexOptions.None, TimeSpan.FromSeconds(1)));

    /// <summary>Posts a form as a page would, without showing one: for what happened before a story.</summary>
    public async Task<IAPIResponse> PostsAsync(string path, params (string Name, string Value)[] fields) =>
        await PostsAsync(path, await TokenAsync(), "text/html", fields);

    private async Task<IAPIResponse> PostsAsync(string path, string token, string accepts, params (string Name, string Value)[] fields)
    {
        var form = context.APIRequest.CreateFormData();
        foreach (var (field, value) in fields.Append(("__RequestVerificationToken", token)))
            form.Set(field, value);
        return await context.APIRequest.PostAsync(path, new() { Form = form, Headers = [new("Accept", accepts)] });
    }

    private async Task<string> TokenAsync()
    {
        var head = await (await context.APIRequest.GetAsync("/signup")).TextAsync();
        return Token().Match(head).Groups["token"].Value;
    }

    [GeneratedRegex("""<meta name="csrf" content="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
