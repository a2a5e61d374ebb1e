using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Chat.Tests;

/// <summary>The program as a process of its own, which can be killed and told to stop; its folder and its port outlive it.</summary>
public sealed class ServerProcess : IDisposable
{
    /// <summary>Far longer than anything here takes: reached only when what is waited for never comes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Process? process;

    public string Folder { get; } = Directory.CreateTempSubdirectory("chat-process-").FullName;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public int Id => process!.Id;

    /// <summary>Starts it and waits until it is well.</summary>
    public async Task StartAsync(params (string Name, string Value)[] environment)
    {
        process?.Dispose();
        var start = new ProcessStartInfo("dotnet",
        [
            typeof(Program).Assembly.Location, $"--urls={Address}", $"--Chat:Data={Folder}",
            "--Chat:Limits:Messages=1000000", "--EnableStaticAssetsDevelopmentCaching=true", "--Logging:LogLevel:Default=Critical",
        ]);
        start.Environment["DOTNET_TieredPGO"] = "0"; // as in the tests themselves
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = Process.Start(start);
        using var http = new HttpClient { BaseAddress = Address };
        await Eventually.IsTrueAsync(() => IsWellAsync(http));
    }

    private static async Task<bool> IsWellAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("/health")).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The blow that nothing can prepare for.</summary>
    public Task KillAsync()
    {
        process!.Kill();
        return process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as service managers and containers send it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        var number = process!.Id.ToString(CultureInfo.InvariantCulture);
        using var shell = Process.Start("sh", ["-c", $"kill -TERM {number}"]);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            process.WaitForExit();
        }

        process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
