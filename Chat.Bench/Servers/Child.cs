using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Chat.Bench.Servers;

/// <summary>A server in a process of its own on a free loopback port, so that its processor time and memory are its own.</summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Queue<string> lastWords = [];

    private Child(Process process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>From the start of the process to its first good answer.</summary>
    public TimeSpan StartUp { get; private set; }

    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public int Id => process.Id;

    public static async Task<Child> StartAsync(string program, IEnumerable<string> args, IReadOnlyDictionary<string, string> environment, string path)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var clock = Stopwatch.StartNew();
        var child = new Child(Process.Start(start)!, port);
        child.Listen();
        await child.AnswersAsync(path);
        child.StartUp = clock.Elapsed;
        return child;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Listen()
    {
        process.OutputDataReceived += Remember;
        process.ErrorDataReceived += Remember;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Remember(object sender, DataReceivedEventArgs line)
    {
        lock (lastWords)
        {
            lastWords.Enqueue(line.Data ?? "");
            if (lastWords.Count > 60)
                lastWords.Dequeue();
        }
    }

    private async Task AnswersAsync(string path)
    {
        using var http = new HttpClient();
        using var patience = new CancellationTokenSource(StartWithin);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (await pause.WaitForNextTickAsync(patience.Token))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The server did not start: {LastWords}");
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{Port}{path}"), patience.Token);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }
    }

    public string LastWords
    {
        get
        {
            lock (lastWords)
                return string.Join("\n", lastWords);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process.HasExited)
            await Console.Error.WriteLineAsync($"The server stopped by itself with {process.ExitCode}: {LastWords}");
        else
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
