namespace Chat.Bench.Servers;

/// <summary>The product itself on a data folder of its own, with its limits out of the way.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    private readonly TemporaryFolder? folder;

    private ChatServer(Child process, TemporaryFolder? folder = null)
    {
        Process = process;
        this.folder = folder;
    }

    public Child Process { get; }

    public int Port => Process.Port;

    /// <summary>On an empty folder, which goes with it.</summary>
    public static async Task<ChatServer> StartAsync(Product product)
    {
        var empty = new TemporaryFolder();
        return new ChatServer(await RunAsync(product, empty.Path), empty);
    }

    /// <summary>On a folder that stays.</summary>
    public static async Task<ChatServer> StartAsync(Product product, string data) => new(await RunAsync(product, data));

    private static Task<Child> RunAsync(Product product, string data) =>
        Child.StartAsync(product.Program, [], Environment(data), "/signin");

    private static Dictionary<string, string> Environment(string data) => new()
    {
        ["Chat__Data"] = data,
        ["Chat__Limits__SignUps"] = "1000000",
        ["Chat__Limits__Changes"] = "1000000",
        ["Chat__Limits__Messages"] = "10000000",
    };

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        folder?.Dispose();
    }
}

/// <summary>Gone with its user.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("chat-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
