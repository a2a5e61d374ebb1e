using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Chat.Bench.Load;

namespace Chat.Bench.Servers;

/// <summary>A server in a process of its own on a free loopback port, so that its processor time and memory are its own.</summary>
internal sealed partial class Child : IAsyncDisposable
{
    private const int Terminate = 15;

    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(15);

    private readonly Process process;
    private readonly IDisposable? belongings;
    private readonly Queue<string> lastWords = [];

    private Child(Process process, int port, IDisposable? belongings)
    {
        this.process = process;
        this.belongings = belongings;
        Port = port;
    }

    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public int Port { get; }

    /// <summary>From the start of the process to its first good answer.</summary>
    public TimeSpan StartUp { get; private set; }

    /// <summary>User and system time so far of all its processes, as /proc has it.</summary>
    public TimeSpan Cpu => Ids.Aggregate(TimeSpan.Zero, (sum, id) => sum + CpuOf(id));

    /// <summary>The process and, if it is nginx, its workers.</summary>
    public IEnumerable<int> Ids => File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture)).Prepend(process.Id);

    private static TimeSpan CpuOf(int id)
    {
        using var one = Process.GetProcessById(id);
        return one.TotalProcessorTime;
    }

    /// <summary>A program of .NET.</summary>
    /// <param name="path">The page that shows that the server is ready.</param>
    /// <param name="port">A free one if none is given.</param>
    /// <param name="belongings">Goes with the server.</param>
    public static Task<Child> StartAsync(
        string program, IEnumerable<string> args, IReadOnlyDictionary<string, string> environment, string path,
        int? port = null, IDisposable? belongings = null)
    {
        var listening = port ?? FreePort();
        var start = new ProcessStartInfo(Dotnet, [program, .. args]);
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{listening}";
        // Whatever the shell says: servers are compared in one environment.
        start.Environment["ASPNETCORE_ENVIRONMENT"] = start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return StartAsync(start, listening, path, belongings);
    }

    /// <summary>A program that was told to listen on that port.</summary>
    public static async Task<Child> StartAsync(ProcessStartInfo start, int port, string path, IDisposable? belongings = null)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var clock = Stopwatch.StartNew();
        var child = new Child(Process.Start(start)!, port, belongings);
        child.Listen();
        await child.AnswersAsync(path);
        child.StartUp = clock.Elapsed;
        return child;
    }

    public static int FreePort()
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
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{Port}\r\n\r\n");
        using var patience = new CancellationTokenSource(StartWithin);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (await pause.WaitForNextTickAsync(patience.Token))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The server did not start: {LastWords}");
            if (await IsGoodAsync(request, patience.Token))
                return;
        }
    }

    private async Task<bool> IsGoodAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = await Connection.OpenAsync(Port);
            return await connection.SendAsync(request, cancellationToken) == 200;
        }
        catch (SocketException)
        {
            return false; // it does not listen yet
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
            await StopAsync();
        process.Dispose();
        belongings?.Dispose();
    }

    /// <summary>In good order, as an operator does it; a database that was killed takes longer to start on.</summary>
    private async Task StopAsync()
    {
        _ = Kill(process.Id, Terminate);
        using var patience = new CancellationTokenSource(StopWithin);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Kill(int process, int signal);
}
