namespace Chat.Bench.Servers;

/// <summary>The product itself, on an empty data folder, with its limits out of the way.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder;

    private ChatServer(Child process, TemporaryFolder folder)
    {
        Process = process;
        this.folder = folder;
    }

    public Child Process { get; }

    public int Port => Process.Port;

    public static async Task<ChatServer> StartAsync(Options options, TemporaryFolder? folder = null)
    {
        folder ??= new TemporaryFolder();
        return new ChatServer(await Child.StartAsync(Program(options), [], Environment(folder), "/signin"), folder);
    }

    public static string Program(Options options) => Path.GetFullPath(Path.Combine(
        options.Text("server") ?? Path.Combine(Tree(), "Chat.Web", "bin", Configuration, "net10.0"), "Chat.Web.dll"));

    private static string Configuration => Directory.GetParent(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!.Name;

    private static string Tree()
    {
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            if (File.Exists(Path.Combine(above.FullName, "Chat.sln")))
                return above.FullName;
        }

        throw new InvalidOperationException("Chat.sln is not above this program; name a published server with --server.");
    }

    private static Dictionary<string, string> Environment(TemporaryFolder folder) => new()
    {
        ["Chat__Data"] = folder.Path,
        ["Chat__Limits__SignUps"] = "1000000",
        ["Chat__Limits__Changes"] = "1000000",
        ["Chat__Limits__Messages"] = "10000000",
    };

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>Gone with its user.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("chat-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
