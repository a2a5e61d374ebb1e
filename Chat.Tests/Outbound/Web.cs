using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Chat.Outbound;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Outbound;

/// <summary>
/// A world wide web on the machine itself: all names that end in ".example" lead to it. It sends byte for byte what a
/// test says, however wrong that is.
/// </summary>
public sealed class Web : IAsyncDisposable
{
    private const string Tld = ".example";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly ConcurrentDictionary<string, Func<Stream, CancellationToken, Task>> pages = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> requests = new();
    private readonly Task serving;

    public Web()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The requests that have come, each with all its headers.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    public int Asked(string path) => requests.Count(request => request.Split(' ')[1] == path);

    public string At(string path, string host = "news") => $"http://{host}{Tld}:{Port}{path}";

    /// <summary>Lets the program out into this web, and nowhere else.</summary>
    public void Lend(IServiceCollection services) => services.Configure<OutboundRules>(Bend);

    public void Bend(OutboundRules rules)
    {
        rules.Resolve = Resolve;
        rules.Allows = IPAddress.IsLoopback;
        rules.AllowsPort = port => port == Port;
    }

    private static Task<IPAddress[]> Resolve(string host, CancellationToken cancellationToken) => host.EndsWith(Tld, StringComparison.Ordinal)
        ? Task.FromResult<IPAddress[]>([IPAddress.Loopback])
        : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));

    public void Has(string path, string html) => Has(path, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html));

    public void Has(string path, string type, byte[] body, string headers = "") =>
        Sends(path, [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\n{headers}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body]);

    public void Redirects(string path, string location) =>
        Sends(path, Encoding.ASCII.GetBytes($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));

    public void Fails(string path, int status) =>
        Sends(path, Encoding.ASCII.GetBytes($"HTTP/1.1 {status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));

    /// <summary>Sends these bytes and hangs up.</summary>
    public void Sends(string path, byte[] answer) => Answers(path, (stream, cancellationToken) => stream.WriteAsync(answer, cancellationToken).AsTask());

    public void Answers(string path, Func<Stream, CancellationToken, Task> answer) => pages[path] = answer;

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(AnswerAsync(await listener.AcceptTcpClientAsync(over.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task AnswerAsync(TcpClient caller)
    {
        using var _ = caller;
        try
        {
            var stream = caller.GetStream();
            var request = await ReadHeadAsync(stream);
            if (request.Length == 0)
                return;
            requests.Enqueue(request);
            if (pages.TryGetValue(request.Split(' ', '?')[1], out var answer))
                await answer(stream, over.Token);
            else
                await stream.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), over.Token);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The caller has heard enough.
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[4_096];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, over.Token);
            if (read == 0)
                return "";
            head.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return head.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await serving;
        listener.Dispose();
        over.Dispose();
    }
}
