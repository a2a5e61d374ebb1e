using System.IO.Compression;
using System.Text;
using Chat.Outbound;
using Microsoft.Extensions.Options;

namespace Chat.Tests.Outbound;

/// <summary>Whatever answers, it costs a bounded amount of memory and time.</summary>
public sealed class BoundsTests : IAsyncDisposable
{
    private const int Max = 64 * 1024;

    private static readonly byte[] Head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"u8.ToArray();

    /// <summary>As a page is read: to the end of its head, or as far as the bound.</summary>
    private static readonly Wanted Page = new("text/html", Max) { Takes = type => type == "text/html", IsEnough = news => news.Span.IndexOf("</head>"u8) >= 0 };

    /// <summary>As a picture is read: whole, or not at all.</summary>
    private static readonly Wanted Whole = new("*/*", Max);

    private readonly Web web = new();
    private readonly TestClock clock = new();
    private readonly GuardedClient client;

    public BoundsTests()
    {
        var rules = new OutboundRules();
        web.Bend(rules);
        client = new GuardedClient(Options.Create(rules), clock);
    }

    [Fact]
    public async Task Of_an_endless_page_only_the_beginning_is_read()
    {
        web.Answers("/endless", EndlesslyAsync);

        var page = await GetAsync("/endless", Page);

        Assert.Equal((FetchOutcome.Ok, Max), (page.Outcome, page.Body.Length));
    }

    [Fact]
    public async Task An_endless_picture_is_no_picture()
    {
        web.Answers("/endless", EndlesslyAsync);

        Assert.Equal(FetchOutcome.TooLarge, (await GetAsync("/endless", Whole)).Outcome);
    }

    [Fact]
    public async Task Of_ten_megabytes_of_html_the_head_is_read()
    {
        web.Has("/large", $"<head><title>Large</title></head>{new string('x', 10_000_000)}");

        var page = await GetAsync("/large", Page);

        Assert.Equal(FetchOutcome.Ok, page.Outcome);
        Assert.Contains("Large", Encoding.UTF8.GetString(page.Body.Span), StringComparison.Ordinal);
        Assert.InRange(page.Body.Length, 1, Max);
    }

    [Fact]
    public async Task When_the_head_is_there_nothing_more_is_waited_for()
    {
        web.Answers("/held", async (stream, cancellationToken) =>
        {
            await stream.WriteAsync(Head, cancellationToken);
            await stream.WriteAsync("<head><title>Held</title></he"u8.ToArray(), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await stream.WriteAsync("ad>"u8.ToArray(), cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });

        Assert.Equal(FetchOutcome.Ok, (await GetAsync("/held", Page)).Outcome);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<t")] // a body that comes letter by letter
    [InlineData("HTTP/1.1 200 OK\r\nX-Slow: ")] // headers that do
    [InlineData("")] // nothing at all
    public async Task Whoever_is_slow_is_given_up_after_ten_seconds(string start)
    {
        var reached = new TaskCompletionSource();
        web.Answers("/slow", async (stream, cancellationToken) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(start), cancellationToken);
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });

        var page = GetAsync("/slow", Page);
        await reached.Task;
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(page.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(FetchOutcome.TimedOut, (await page).Outcome);
    }

    [Fact]
    public async Task A_length_that_promises_more_than_comes_is_a_broken_answer()
    {
        web.Sends("/lie", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<title>Short"u8.ToArray());

        Assert.Equal(FetchOutcome.Broken, (await GetAsync("/lie", Page)).Outcome);
    }

    [Fact]
    public async Task A_length_that_promises_less_than_comes_is_taken_at_its_word()
    {
        web.Sends("/lie", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nHello and much more"u8.ToArray());

        Assert.Equal("Hello", Encoding.UTF8.GetString((await GetAsync("/lie", Page)).Body.Span));
    }

    [Fact]
    public async Task A_picture_that_says_it_is_too_large_is_not_read()
    {
        web.Sends("/huge", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 99999999999\r\n\r\n"u8.ToArray());

        Assert.Equal(FetchOutcome.TooLarge, (await GetAsync("/huge", Whole)).Outcome);
    }

    [Fact]
    public async Task A_bomb_of_gzip_is_unpacked_as_far_as_the_bound()
    {
        web.Has("/bomb", "text/html", Bomb(), "Content-Encoding: gzip\r\n");

        Assert.Equal((FetchOutcome.Ok, Max), ((await GetAsync("/bomb", Page)).Outcome, (await GetAsync("/bomb", Page)).Body.Length));
        Assert.Equal(FetchOutcome.TooLarge, (await GetAsync("/bomb", Whole)).Outcome);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nzz\r\n")]
    public async Task What_is_no_answer_breaks_nothing(string answer)
    {
        web.Sends("/odd", Encoding.ASCII.GetBytes(answer));

        Assert.Equal(FetchOutcome.Broken, (await GetAsync("/odd", Page)).Outcome);
    }

    [Fact]
    public async Task Headers_have_a_bound_too()
    {
        web.Sends("/headers", Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 100_000)}\r\n\r\n"));

        Assert.Equal(FetchOutcome.Broken, (await GetAsync("/headers", Page)).Outcome);
    }

    [Theory]
    [InlineData(404, FetchOutcome.Denied)]
    [InlineData(403, FetchOutcome.Denied)]
    [InlineData(429, FetchOutcome.Busy)]
    [InlineData(503, FetchOutcome.Busy)]
    [InlineData(304, FetchOutcome.Denied)]
    public async Task A_refusal_is_an_outcome(int status, FetchOutcome outcome)
    {
        web.Fails("/no", status);

        Assert.Equal(outcome, (await GetAsync("/no", Page)).Outcome);
    }

    [Fact]
    public async Task What_is_no_page_is_not_read()
    {
        web.Has("/film", "video/mp4", new byte[10]);

        Assert.Equal(FetchOutcome.OtherKind, (await GetAsync("/film", Page)).Outcome);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_out_of_reach() =>
        Assert.Equal(FetchOutcome.Unreachable, (await client.GetAsync(new Uri($"http://nowhere.invalid:{web.Port}/"), Page, CancellationToken.None)).Outcome);

    private Task<Fetched> GetAsync(string path, Wanted wanted) => client.GetAsync(new Uri(web.At(path)), wanted, CancellationToken.None);

    private static async Task EndlesslyAsync(Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Head, cancellationToken);
        var more = Encoding.ASCII.GetBytes(new string('x', 4_096));
        while (true)
            await stream.WriteAsync(more, cancellationToken);
    }

    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(new byte[50_000_000]);
        return packed.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await web.DisposeAsync();
    }
}
