using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Chat.Tests;

/// <summary>The program in a process of its own, started as an operator would.</summary>
internal sealed class Server : IDisposable
{
    /// <summary>Far longer than a start takes: reached only when it fails.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Process process;

    private Server(Process process, int port)
    {
        this.process = process;
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    public Uri Address { get; }

    public int Id => process.Id;

    /// <summary>Starts the program and waits until it is well.</summary>
    public static async Task<Server> StartAsync(string folder, int port, params (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, $"--urls=http://127.0.0.1:{port}", $"--Chat:Data={folder}", "--Logging:LogLevel:Default=Critical"]);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        var server = new Server(Process.Start(start)!, port);
        await server.IsWellAsync();
        return server;
    }

    private async Task IsWellAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var patience = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(Pause);
        while (!await IsWellAsync(http))
            await pause.WaitForNextTickAsync(patience.Token);
    }

    private static async Task<bool> IsWellAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>As kill -9 does, at whatever moment this is.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }
}
