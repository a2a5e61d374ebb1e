using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Chat.E2E.Delivery;

/// <summary>What stands between a browser and the program, with the faults that networks have.</summary>
public sealed class Network : IAsyncDisposable
{
    // The client takes a poll that ends sooner for refused, not for cut.
    private static readonly TimeSpan HeldAWhile = TimeSpan.FromSeconds(2.2);

    private static readonly string[] HopByHop = ["Connection", "Transfer-Encoding", "Keep-Alive", "Content-Length"];

    private readonly Diary asked = new();
    private readonly HttpClient http;
    private readonly WebApplication listener;
    private CancellationTokenSource line = new();
    private int streams;

    private Network(Uri program)
    {
        Program = program;
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        listener = builder.Build();
        listener.Run(PassAsync);
    }

    public static async Task<Network> StartAsync(Uri program)
    {
        var network = new Network(program);
        await network.listener.StartAsync();
        return network;
    }

    public Uri Address => new(listener.Urls.First());

    /// <summary>Where the program is: somewhere else after it was started anew.</summary>
    public Uri Program { get; set; }

    /// <summary>Keeps back the answers of streams: scanners do, until the stream ends.</summary>
    public bool SwallowsStreams { get; set; }

    /// <summary>Cuts what is held longer than a moment.</summary>
    public bool CutsPolls { get; set; }

    /// <summary>Messages do not get through.</summary>
    public bool RefusesPosts { get; set; }

    /// <summary>Messages get through, their answers do not.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>Answers to messages wait for this.</summary>
    public Task AnswersMayPass { get; set; } = Task.CompletedTask;

    /// <summary>The next change on a stream does not get through: its neighbours do.</summary>
    public bool LosesAChange { get; set; }

    /// <summary>What meddles with everything that passes, if anything does.</summary>
    public IMiddlebox? Middlebox { get; set; }

    /// <summary>Nothing gets through, and what was open is cut.</summary>
    public bool IsDown
    {
        get => line.IsCancellationRequested;
        set
        {
            if (value)
                line.Cancel();
            else
                line = new CancellationTokenSource();
        }
    }

    /// <summary>Streams that are open now.</summary>
    public int Streams => streams;

    /// <summary>What is open is cut; whoever asks again is heard.</summary>
    public void Cuts()
    {
        var before = line;
        line = new CancellationTokenSource();
        before.Cancel();
    }

    /// <summary>Until addresses like these were asked for.</summary>
    public async Task WasAsked(params IEnumerable<string> patterns)
    {
        foreach (var pattern in patterns)
            await WasAsked(1, pattern);
    }

    /// <summary>Until such an address was asked for so many times.</summary>
    public Task WasAsked(int times, string pattern) =>
        asked.Until(address => Regex.IsMatch(address, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)), pattern, times);

    public int Count(Func<string, bool> isMeant) => asked.All.Count(isMeant);

    private async Task PassAsync(HttpContext browser)
    {
        asked.Write($"{browser.Request.Method} {browser.Request.Path}{browser.Request.QueryString}");
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(browser.RequestAborted, line.Token);
        if (CutsPolls && browser.Request.Query.TryGetValue("wait", out var wait) && wait != "0")
            cut.CancelAfter(HeldAWhile);
        try
        {
            if (RefusesPosts && IsMessage(browser.Request))
                browser.Abort();
            else if (Middlebox is { } box)
                await box.PassAsync(browser, context => ForwardAsync(context, cut.Token));
            else
                await ForwardAsync(browser, cut.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException or IOException)
        {
            browser.Abort();
        }
    }

    private async Task ForwardAsync(HttpContext browser, CancellationToken cut)
    {
        cut.ThrowIfCancellationRequested();
        using var request = Copy(browser.Request);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cut);
        if (IsMessage(browser.Request))
            await AnswersMayPass.WaitAsync(cut);
        if (LosesAnswers && IsMessage(browser.Request))
        {
            browser.Abort();
            return;
        }

        if (SwallowsStreams && answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
            await answer.Content.LoadIntoBufferAsync(cut);
        CopyHead(answer, browser.Response);
        await CopyBodyAsync(answer, browser, cut);
    }

    private static bool IsMessage(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.Value!.EndsWith("/messages", StringComparison.Ordinal);

    private HttpRequestMessage Copy(HttpRequest from)
    {
        var request = new HttpRequestMessage(new HttpMethod(from.Method), new Uri(Program, $"{from.Path}{from.QueryString}"));
        if (HttpMethods.IsPost(from.Method))
            request.Content = new StreamContent(from.Body);
        foreach (var (name, value) in from.Headers.Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, value.ToArray());
        }

        return request;
    }

    private static void CopyHead(HttpResponseMessage from, HttpResponse to)
    {
        to.StatusCode = (int)from.StatusCode;
        foreach (var (name, values) in from.Headers.Concat(from.Content.Headers).Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            to.Headers[name] = values.ToArray();
    }

    private async Task CopyBodyAsync(HttpResponseMessage answer, HttpContext browser, CancellationToken cut)
    {
        if (answer.StatusCode is HttpStatusCode.NotModified or HttpStatusCode.NoContent)
            return;
        browser.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await browser.Response.StartAsync(cut);
        var body = await answer.Content.ReadAsStreamAsync(cut);
        if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
            await CopyEventsAsync(body, browser.Response.Body, cut);
        else
            await body.CopyToAsync(browser.Response.Body, cut);
    }

    private async Task CopyEventsAsync(Stream from, Stream to, CancellationToken cut)
    {
        Interlocked.Increment(ref streams);
        try
        {
            await CopyEachEventAsync(from, to, cut);
        }
        finally
        {
            Interlocked.Decrement(ref streams);
        }
    }

    private async Task CopyEachEventAsync(Stream from, Stream to, CancellationToken cut)
    {
        using var reader = new StreamReader(from);
        var lines = new StringBuilder();
        while (await reader.ReadLineAsync(cut) is { } line)
        {
            lines.Append(line).Append('\n');
            if (line.Length > 0)
                continue;
            var isLost = LosesAChange && lines.ToString().Contains("\"type\":\"change\"", StringComparison.Ordinal);
            LosesAChange &= !isLost;
            if (!isLost)
                await to.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()), cut);
            await to.FlushAsync(cut);
            lines.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await line.CancelAsync();
        await listener.StopAsync();
        await listener.DisposeAsync();
        http.Dispose();
        line.Dispose();
    }
}
