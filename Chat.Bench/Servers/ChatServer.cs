namespace Chat.Bench.Servers;

/// <summary>The product itself on a data folder of its own, with its limits out of the way.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    private ChatServer(Child process, string data)
    {
        Process = process;
        Data = data;
    }

    public Child Process { get; }

    /// <summary>The data folder.</summary>
    public string Data { get; }

    public int Port => Process.Port;

    /// <summary>On an empty folder, which goes with it.</summary>
    public static async Task<ChatServer> StartAsync(Product product)
    {
        var empty = new TemporaryFolder();
        return new ChatServer(await RunAsync(product, empty.Path, belongings: empty), empty.Path);
    }

    /// <summary>On a folder that stays.</summary>
    public static async Task<ChatServer> StartAsync(Product product, string data, int? port = null) =>
        new(await RunAsync(product, data, port), data);

    private static Task<Child> RunAsync(Product product, string data, int? port = null, IDisposable? belongings = null) =>
        Child.StartAsync(product.Program, [], Environment(data), "/signin", port, belongings);

    private static Dictionary<string, string> Environment(string data) => new()
    {
        ["Chat__Data"] = data,
        ["Chat__Limits__SignUps"] = "1000000",
        ["Chat__Limits__Changes"] = "1000000",
        ["Chat__Limits__Messages"] = "10000000",
        ["Chat__Limits__Signals"] = "1000000",
    };

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}

/// <summary>Gone with its user.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("chat-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
