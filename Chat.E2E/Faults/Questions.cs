using Chat.E2E.Delivery;

namespace Chat.E2E.Faults;

/// <summary>How somebody's page asks for news: the rung of the ladder that it stands on.</summary>
internal sealed class Questions
{
    private readonly Diary asked = new();

    /// <summary>From the next page on that the person opens.</summary>
    public Questions(Person person) => person.Page.Request += (_, request) => Note(new Uri(request.Url));

    private void Note(Uri url)
    {
        if (url.AbsolutePath == "/events")
            asked.Write(url.Query);
    }

    /// <summary>Whatever was seen came by stream: the page has never polled.</summary>
    public void OnlyStreamed()
    {
        Assert.NotEmpty(asked.All);
        Assert.DoesNotContain(asked.All, IsPoll);
    }

    /// <summary>Until the page has given streams up.</summary>
    public Task HavePolled() => asked.Until(query => query.Contains("wait=25", StringComparison.Ordinal), "a long poll");

    private static bool IsPoll(string query) => query.Contains("wait=", StringComparison.Ordinal);
}
