using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Chat.Tests.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Previews;

/// <summary>Somebody links to a page, and everybody sees what it says of itself.</summary>
public sealed class PreviewTests : IAsyncLifetime
{
    private Web Web { get; } = new();
    private readonly ChatApp app;
    private Visitor ann = null!;
    private long room;

    public PreviewTests() => app = Cards.Program(Web);

    public async Task InitializeAsync()
    {
        ann = await app.SignUpAsync("ann");
        room = await ann.CreateRoomAsync("Links");
    }

    [Fact]
    public async Task A_card_says_what_the_page_says_of_itself()
    {
        var link = Web.Publishes("/story", "The story");

        var said = await ann.SayAsync(room, $"Look: {link}");
        await ann.CardsAsync(room, said.Number, 1);

        var card = (await ann.MessageAsync(room, said.Number)).QuerySelector(".previews > a.preview")!;
        Assert.Equal(link, card.GetAttribute("href"));
        Assert.Equal(("_blank", "noopener noreferrer"), (card.GetAttribute("target"), card.GetAttribute("rel")));
        Assert.Equal(["The News", "The story", "About The story"], card.QuerySelectorAll(".site, .title, .description").Select(part => part.TextContent));
        var picture = card.QuerySelector("img")!;
        Assert.Equal(("1200", "630", ""), (picture.GetAttribute("width"), picture.GetAttribute("height"), picture.GetAttribute("alt")));
    }

    [Fact]
    public async Task The_card_arrives_where_the_message_is_being_read()
    {
        using var bob = await app.SignUpAsync("bob");
        await bob.JoinAsync(room);
        var said = await ann.SayAsync(room, Web.Publishes("/live", "Live"));

        JsonElement change = default;
        await Eventually.IsTrueAsync(async () =>
        {
            var poll = await bob.PollAsync($"rooms={room}:{said.Rev}&wait=5");
            change = poll.GetProperty("events").EnumerateArray().FirstOrDefault(frame => $"{frame}".Contains("preview", StringComparison.Ordinal));
            return change.ValueKind is not JsonValueKind.Undefined;
        });

        Assert.Contains("Live", $"{change}", StringComparison.Ordinal);
        Assert.Contains($"m{said.Number}", $"{change}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_those_who_are_signed_in_get_its_picture_and_nothing_in_it_runs()
    {
        var said = await ann.SayAsync(room, Web.Publishes("/picture", "Picture"));
        await ann.CardsAsync(room, said.Number, 1);
        var address = (await ann.MessageAsync(room, said.Number)).QuerySelector(".preview img")!.GetAttribute("src")!;
        using var stranger = app.Visit();

        using var hers = await ann.GetAsync(address, "image/*");
        using var guessed = await ann.GetAsync(address.Split('?')[0], "image/*");
        using var theirs = await stranger.GetAsync(address, "image/*");

        Assert.Equal((HttpStatusCode.OK, "image/png"), (hers.StatusCode, hers.Content.Headers.ContentType!.MediaType));
        Assert.Equal(Pixels.Png(1200, 630), await hers.Content.ReadAsByteArrayAsync());
        Assert.Equal("default-src 'none'; sandbox", hers.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", hers.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(hers.Headers.CacheControl is { Private: true, Public: false });
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, theirs.StatusCode);
    }

    [Theory]
    [InlineData("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("image/png", "<!DOCTYPE html><script>alert(1)</script>")]
    public async Task What_only_calls_itself_a_picture_is_not_kept(string type, string body)
    {
        var link = Web.Publishes("/odd", "Odd");
        Web.Has("/odd.png", type, System.Text.Encoding.ASCII.GetBytes(body));

        var said = await ann.SayAsync(room, link);
        await ann.CardsAsync(room, said.Number, 1);

        Assert.Null((await ann.MessageAsync(room, said.Number)).QuerySelector(".preview img"));
        Assert.False(Directory.Exists(Path.Combine(app.Folder, "previews")) && Directory.EnumerateFiles(Path.Combine(app.Folder, "previews")).Any());
    }

    [Fact]
    public async Task What_a_page_says_is_text()
    {
        Web.Has("/evil", "<title>&lt;script&gt;alert(1)&lt;/script&gt; ' onclick='alert(2)' \"</title>");

        var link = Web.At("/evil?a='b'&c=%22%3E");
        var said = await ann.SayAsync(room, $"[here](<{link}>)");

        Assert.Equal(["<script>alert(1)</script> ' onclick='alert(2)' \""], await ann.CardsAsync(room, said.Number, 1));
        var card = (await ann.MessageAsync(room, said.Number)).QuerySelector(".preview")!;
        Assert.Equal(link, card.GetAttribute("href"));
        Assert.Equal(["class", "data-preview", "href", "rel", "target"], card.Attributes.Select(attribute => attribute.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_fifty_links_the_first_three_are_looked_at()
    {
        var links = Enumerable.Range(1, 50).Select(n => Web.Publishes($"/{n}", $"Page {n}")).ToList();

        var said = await ann.SayAsync(room, string.Join(' ', [links[0], .. links]));

        Assert.Equal(["Page 1", "Page 2", "Page 3"], await ann.CardsAsync(room, said.Number, 3));
        Assert.Equal(6, Web.Requests.Count); // with their pictures
    }

    [Fact]
    public async Task A_page_that_everybody_links_to_is_fetched_once()
    {
        var link = Web.Publishes("/popular", "Popular");

        var said = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ann.SayAsync(room, link)));
        foreach (var each in said)
            await ann.CardsAsync(room, each.Number, 1);

        Assert.Equal(1, Web.Asked("/popular"));
        Assert.Single(await app.PreviewsAsync());
    }

    [Theory]
    [InlineData("no links here, not even to http or https")]
    [InlineData("`http://news.example/code`")]
    [InlineData("mailto:ann@news.example")]
    [InlineData("[our own](/rooms/1/2)")]
    public async Task Without_a_link_nothing_is_asked(string words)
    {
        await ann.SayAsync(room, words);

        Assert.Equal(0, await app.AskAsync(db => db.PreviewRequests.CountAsync()));
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/missing")]
    [InlineData("/film")]
    [InlineData("/door")]
    public async Task A_page_with_nothing_to_say_leaves_the_message_as_it_is(string path)
    {
        Web.Has("/nothing", "<p>Nothing");
        Web.Has("/film", "video/mp4", new byte[100]);
        Web.Redirects("/door", "/users/sign_in");
        Web.Publishes("/users/sign_in", "Sign in · Somewhere");

        var said = await ann.SayAsync(room, Web.At(path));
        await app.LooksAtAllAsync();

        Assert.Empty(await ann.TitlesAsync(room, said.Number));
        Assert.Equal(said.Rev, await app.AskAsync(db => db.Rooms.Where(r => r.Id == room).Select(r => r.Rev).SingleAsync()));
        Assert.True((await app.PreviewsAsync()).Single().IsEmpty);
    }

    [Fact]
    public async Task Nothing_inside_is_looked_at()
    {
        await ann.SayAsync(room, "http://10.0.0.1/ http://[fe80::1]/ http://router.local/");
        await app.LooksAtAllAsync();

        Assert.Empty(Web.Requests);
        Assert.All(await app.PreviewsAsync(), preview => Assert.True(preview.IsEmpty));
    }

    [Fact]
    public async Task Edited_the_message_shows_what_it_links_to_now()
    {
        var said = await ann.SayAsync(room, Web.Publishes("/first", "First"));
        Assert.Equal(["First"], await ann.CardsAsync(room, said.Number, 1));

        await ann.EditAsync(room, said.Number, $"{Web.Publishes("/second", "Second")} {Web.Publishes("/third", "Third")}");
        Assert.Equal(["Second", "Third"], await ann.CardsAsync(room, said.Number, 2));

        await ann.EditAsync(room, said.Number, "no link");
        Assert.Empty(await ann.TitlesAsync(room, said.Number));
    }

    [Fact]
    public async Task Deleted_the_message_shows_nothing_and_asks_for_nothing()
    {
        var held = new TaskCompletionSource();
        Web.Answers("/held", (_, _) => held.Task);
        var said = await ann.SayAsync(room, $"{Web.Publishes("/gone", "Gone")} {Web.At("/held")}");
        await Eventually.IsTrueAsync(() => Web.Asked("/held") == 1);

        await ann.DeleteAsync(room, said.Number);
        held.SetResult();
        await Eventually.IsTrueAsync(async () => (await app.PreviewsAsync()).Count == 2);

        Assert.Null((await ann.MessageAsync(room, said.Number)).QuerySelector(".previews"));
        Assert.Equal(0, await app.AskAsync(db => db.PreviewRequests.CountAsync()));
    }

    public async Task DisposeAsync()
    {
        ann.Dispose();
        await app.DisposeAsync();
        await Web.DisposeAsync();
    }
}
