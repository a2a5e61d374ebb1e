using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Chat.Core;

namespace Chat.Tests.Delivery;

/// <summary>
/// A reader as a browser is one: renders a page once, then keeps it true by frames alone, from streams that break and
/// polls in any order.
/// </summary>
internal sealed class SyncedReader : IAsyncDisposable
{
    private readonly Visitor person;
    private readonly long room;
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, string> messages = [];
    private readonly SortedDictionary<long, string> members = [];
    private string name = "";
    private Cursor cursor;
    private EventReader? stream;
    private Task reading = Task.CompletedTask;

    private SyncedReader(Visitor person, long room)
    {
        this.person = person;
        this.room = room;
    }

    /// <summary>All that the reader sees of the room, as one text to compare.</summary>
    public string Shown
    {
        get
        {
            lock (gate)
                return string.Join('\n', [name, .. messages.Values, .. members.Values]);
        }
    }

    public static async Task<SyncedReader> OpenAsync(Visitor person, long room)
    {
        var reader = new SyncedReader(person, room);
        await reader.RenderAsync();
        return reader;
    }

    /// <summary>What somebody who opens the pages now would see.</summary>
    public static async Task<string> FreshAsync(Visitor person, long room)
    {
        var fresh = new SyncedReader(person, room);
        await fresh.RenderAsync();
        return fresh.Shown;
    }

    private async Task RenderAsync()
    {
        var page = await person.PageAsync($"/rooms/{room}");
        var list = await person.PageAsync($"/rooms/{room}/members");
        name = page.QuerySelector("#room-name")!.InnerHtml;
        cursor = new Cursor(room, long.Parse(page.QuerySelector("main")!.GetAttribute("data-cursor")!, CultureInfo.InvariantCulture));
        foreach (var article in await AllMessagesAsync(page))
            messages[NumberOf(article)] = article.OuterHtml;
        foreach (var member in list.QuerySelectorAll("#members > li"))
            members[long.Parse(member.Id!["person-".Length..], CultureInfo.InvariantCulture)] = member.OuterHtml;
    }

    private async Task<IEnumerable<IElement>> AllMessagesAsync(AngleSharp.Html.Dom.IHtmlDocument page)
    {
        var articles = page.QuerySelectorAll("article.message").ToList();
        while (page.QuerySelector("a.older") is { } older)
        {
            page = await person.PageAsync(older.GetAttribute("href")!);
            articles.AddRange(page.QuerySelectorAll("article.message"));
        }

        foreach (var line in articles.Select(article => article.QuerySelector("a.thread-line")).OfType<IElement>().ToList())
            articles.AddRange(await AllRepliesAsync(line.GetAttribute("href")!));
        return articles;
    }

    private async Task<IEnumerable<IElement>> AllRepliesAsync(string thread)
    {
        var articles = new List<IElement>();
        for (var next = $"{thread}?after=0"; next is not null;)
        {
            var page = await person.PageAsync(next);
            articles.AddRange(page.QuerySelectorAll(".messages > article.message"));
            next = page.QuerySelector("a.newer")?.GetAttribute("href");
        }

        return articles;
    }

    private static long NumberOf(IElement article) => long.Parse(article.Id![1..], CultureInfo.InvariantCulture);

    /// <summary>Opens a stream at the cursor, as after a break.</summary>
    public async Task StreamAsync()
    {
        await CutAsync();
        stream = await person.StreamAsync($"rooms={room}:{Rev}&client=reader");
        await stream.NextAsync("hello");
        reading = ReadAsync(stream);
    }

    private async Task ReadAsync(EventReader source)
    {
        try
        {
            while (await source.NextAsync() is { } item)
                await TakeAsync(item);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // Cut on purpose.
        }
    }

    /// <summary>Cuts the stream in the middle of whatever it is saying.</summary>
    public async Task CutAsync()
    {
        if (stream is not null)
            await stream.DisposeAsync();
        await reading;
        stream = null;
    }

    public async Task PollAsync()
    {
        foreach (var item in (await person.PollAsync($"rooms={room}:{Rev}")).GetProperty("events").EnumerateArray())
            Apply(item);
    }

    /// <summary>Asks until nothing is missing any more.</summary>
    public async Task CatchUpAsync()
    {
        await CutAsync();
        await PollAsync();
    }

    private long Rev
    {
        get
        {
            lock (gate)
                return cursor.Rev;
        }
    }

    private async Task TakeAsync(JsonElement item)
    {
        if (!Apply(item))
            await PollAsync();
    }

    /// <summary>The revision that a change may follow; the one before where it says nothing.</summary>
    public static long After(JsonElement change) =>
        change.TryGetProperty("after", out var after) ? after.GetInt64() : change.GetProperty("rev").GetInt64() - 1;

    /// <summary>False if something before this is missing.</summary>
    private bool Apply(JsonElement item)
    {
        if (item.GetProperty("type").GetString() != "change")
            return true;
        lock (gate)
        {
            var rev = item.GetProperty("rev").GetInt64();
            switch (cursor.Judge(After(item), rev))
            {
                case Cursor.Verdict.Gap:
                    return false;
                case Cursor.Verdict.Ignore:
                    return true;
            }

            Show(item, item.GetProperty("html").GetString()!);
            cursor = cursor with { Rev = rev };
            return true;
        }
    }

    private void Show(JsonElement item, string html)
    {
        switch (item.GetProperty("kind").GetString())
        {
            case "message":
                messages[item.GetProperty("number").GetInt64()] = Parsed(html);
                break;
            case "member" when html.Length == 0:
                members.Remove(item.GetProperty("person").GetInt64());
                break;
            case "member":
                members[item.GetProperty("person").GetInt64()] = Parsed(html);
                break;
            case "room":
                name = html;
                break;
        }
    }

    private static string Parsed(string html) => new HtmlParser().ParseDocument(html).Body!.FirstElementChild!.OuterHtml;

    public async ValueTask DisposeAsync() => await CutAsync();
}
