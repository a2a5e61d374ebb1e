using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Chat.Bench.Load;
using Chat.Bench.Servers;

namespace Chat.Bench.Rivals;

/// <summary>
/// Node.js with socket.io, polled as its own client polls where no WebSocket gets through (Engine.IO protocol 4). It keeps
/// nothing; the sender posts the product's event, complete.
/// </summary>
internal static class SocketIo
{
    private const string Version = "4.8.4";

    public static readonly Rival Rival = new("socketio", $"Node.js with socket.io {Version}: room per room", StartAsync, Nchan.Publish)
    {
        Poll = room => new SocketIoPolling(room),
    };

    /// <exception cref="InvalidOperationException">npm could not install it; says why.</exception>
    private static async Task<Child> StartAsync(long before)
    {
        var folder = new TemporaryFolder();
        await InstallAsync(folder.Path);
        var script = Path.Combine(folder.Path, "server.js");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Rivals", "socketio.js"), script);
        var port = Child.FreePort();
        return await Child.StartAsync(new ProcessStartInfo("node", [script, $"{port}"]), port, "/", folder);
    }

    private static async Task InstallAsync(string folder)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--silent", "--prefix", folder, $"socket.io@{Version}"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
        var errors = await npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"socket.io takes node and npm, and npm said: {errors}");
    }

    /// <summary>Once it has a session and has said which room it is for, each question is the same.</summary>
    private sealed class SocketIoPolling(long room) : IPolling
    {
        private const string Path = "/socket.io/?EIO=4&transport=polling";

        private byte[] question = [];

        public async Task BeginAsync(Socket socket, CancellationToken cancellationToken)
        {
            var opened = await AskAsync(socket, $"GET {Path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", cancellationToken);
            var session = opened.Split("\"sid\":\"")[1].Split('"')[0];
            var body = $"40{{\"room\":{room}}}";
            await AskAsync(socket, $"POST {Path}&sid={session} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\n\r\n{body}", cancellationToken);
            question = Encoding.ASCII.GetBytes($"GET {Path}&sid={session} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        }

        // The answers are shorter than any packet.
        private static async Task<string> AskAsync(Socket socket, string question, CancellationToken cancellationToken)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(question), cancellationToken);
            var answer = new byte[4096];
            var text = Encoding.UTF8.GetString(answer, 0, await socket.ReceiveAsync(answer, cancellationToken));
            return text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) ? text : throw new InvalidOperationException($"socket.io refused: {text}");
        }

        public int Write(Span<byte> next, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
        {
            question.CopyTo(next);
            return question.Length;
        }
    }
}
