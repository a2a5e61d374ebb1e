using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chat.E2E.Faults;

/// <summary>A real proxy, run as a child in a folder of its own that holds its configuration.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("chat-proxy-");
    private readonly int port = FreePort();
    private readonly StringBuilder said = new();
    private readonly Process process;

    private Proxy(string program, Func<int, string, string> configure, Func<string, string[]> arguments)
    {
        var file = Path.Combine(folder.FullName, "proxy.conf");
        File.WriteAllText(file, configure(port, folder.FullName));
        process = new Process { StartInfo = Start(program, arguments(file)) };
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
    }

    public Uri Address => new($"http://127.0.0.1:{port}");

    public Uri SecureAddress => new($"https://127.0.0.1:{port}");

    /// <summary>Starts a program in the foreground, and waits until it can be reached.</summary>
    /// <param name="configure">The configuration for a port and a folder.</param>
    /// <param name="arguments">The arguments for a file of configuration.</param>
    public static async Task<Proxy> StartAsync(string program, Func<int, string, string> configure, Func<string, string[]> arguments)
    {
        var proxy = new Proxy(program, configure, arguments);
        await proxy.StartAsync();
        return proxy;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Debian keeps servers in sbin, which not every PATH has.
    private static ProcessStartInfo Start(string program, string[] arguments) =>
        new(File.Exists($"/usr/sbin/{program}") ? $"/usr/sbin/{program}" : program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    private async Task StartAsync()
    {
        process.Start();
        try
        {
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await IsReachedAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task IsReachedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var looks = new PeriodicTimer(BetweenLooks);
        while (!await AnswersAsync(patience.Token))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"{process.StartInfo.FileName} has ended: {said}");
            await looks.WaitForNextTickAsync(patience.Token);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken patience)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, patience);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Hear(object sender, DataReceivedEventArgs heard)
    {
        lock (said)
            said.AppendLine(heard.Data);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        folder.Delete(recursive: true);
    }
}
