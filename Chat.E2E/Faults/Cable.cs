using System.Net;
using System.Net.Sockets;

namespace Chat.E2E.Faults;

/// <summary>What a line does to the bytes of one connection.</summary>
internal interface ILine
{
    Task CarryAsync(Stream browser, Stream program, CancellationToken cut);
}

/// <summary>A cable between browsers and the program, which knows bytes only.</summary>
internal sealed class Cable : IAsyncDisposable
{
    private readonly TcpListener plug = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource pulled = new();
    private readonly Uri program;
    private readonly ILine line;
    private readonly Task accepting;

    public Cable(Uri program, ILine line)
    {
        this.program = program;
        this.line = line;
        plug.Start();
        accepting = AcceptAsync();
    }

    public Uri Address => new($"http://{plug.LocalEndpoint}");

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await plug.AcceptTcpClientAsync(pulled.Token));
        }
        catch (OperationCanceledException)
        {
            plug.Dispose();
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using var server = new TcpClient { NoDelay = true };
        using (browser)
        {
            try
            {
                browser.NoDelay = true;
                await server.ConnectAsync(program.Host, program.Port, pulled.Token);
                await line.CarryAsync(browser.GetStream(), server.GetStream(), pulled.Token);
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
            {
                // One end has hung up: so does the other.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await pulled.CancelAsync();
        await accepting;
        pulled.Dispose();
    }
}
