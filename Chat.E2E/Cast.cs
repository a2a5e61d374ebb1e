using System.Collections.Concurrent;
using Chat.Tests;
using Chat.Tests.Outbound;

namespace Chat.E2E;

/// <summary>The people of one story, and what went wrong on their pages.</summary>
public sealed class Cast(Stage stage, string story) : IAsyncDisposable
{
    private readonly List<Person> people = [];
    private readonly ConcurrentQueue<string> troubles = new();
    private volatile bool networkFails;

    public ChatApp App => stage.App;

    public Web Web => stage.Web;

    public IReadOnlyCollection<string> Troubles => troubles;

    /// <summary>In this story requests are lost or refused; everything else is still trouble.</summary>
    public void TheNetworkFails() => networkFails = true;

    /// <summary>Somebody who has signed up already.</summary>
    /// <param name="through">The address to come by, if not straight to the program.</param>
    public async Task<Person> EntersAsync(string name, Device? device = null, Uri? through = null)
    {
        var person = await ArrivesAsync(name, device, through);
        await person.HasSignedUp();
        return person;
    }

    /// <summary>Somebody who has signed up already, at a browser of their own.</summary>
    public async Task<Person> EntersAsync(string name, IBrowserContext context)
    {
        var person = await AppearAsync(new Person(this, App.Address, name, HandleOf(name), context, Device.Desktop));
        await person.HasSignedUp();
        return person;
    }

    /// <summary>Somebody whom nobody knows yet, before a blank page.</summary>
    public Task<Person> ArrivesAsync(string name, Device? device = null, Uri? through = null) =>
        AppearAsync(name, HandleOf(name), through ?? App.Address, device ?? Device.Desktop);

    /// <summary>Begins as the name does, and is nobody else's.</summary>
    private static string HandleOf(string name)
    {
        var start = name.Replace(" ", "", StringComparison.Ordinal);
        return $"{start[..Math.Min(start.Length, 7)]}-{Guid.NewGuid():N}"[..16];
    }

    internal async Task<Person> AppearAsync(string name, string userName, Uri address, Device device) =>
        await AppearAsync(new Person(this, address, name, userName, await stage.Browser.OpenAsync(device, address), device));

    internal async Task<Person> AppearAsync(Person person)
    {
        people.Add(person);
        var page = await person.Context.NewPageAsync();
        page.PageError += (_, error) => Trouble(person, error);
        page.Console += (_, message) => Listen(person, message);
        page.Response += (_, response) => Judge(person, response);
        person.Sits(page);
        return person;
    }

    // Violations of the content security policy are told here too.
    private void Listen(Person person, IConsoleMessage message)
    {
        if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && !IsNoStream(message))
            Trouble(person, message.Text);
    }

    // Something else answers in the program's stead.
    private bool IsNoStream(IConsoleMessage message) => networkFails && message.Text.StartsWith("EventSource's response has", StringComparison.Ordinal);

    // A page may well answer 422; a script that is not there, or a 500, never.
    private void Judge(Person person, IResponse response)
    {
        if (response.Status < 400 || networkFails || (response.Status < 500 && response.Request.ResourceType == "document") || IsSignedOut(response))
            return;
        Trouble(person, $"{response.Status} {response.Request.Method} {response.Url}");
    }

    // The session is over a moment before the page is left.
    private static bool IsSignedOut(IResponse response) =>
        response.Status == 401 && new Uri(response.Url).AbsolutePath == "/events";

    private void Trouble(Person person, string what) => troubles.Enqueue($"{person.Name}: {what}");

    /// <summary>What everyone saw when it went wrong.</summary>
    public async Task PictureAsync()
    {
        foreach (var (person, index) in people.Where(person => !person.Page.IsClosed).Select((person, index) => (person, index)))
        {
            var path = Path.Combine(Browser.Artifacts, "failures", $"{story}-{index}-{person.Name}.png");
            await person.Page.ScreenshotAsync(new() { Path = path, Timeout = 5_000 });
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in people.Select(person => person.Context).Distinct())
            await context.CloseAsync();
    }
}
