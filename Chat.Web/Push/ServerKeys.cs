using System.Globalization;
using Chat.Data;
using Microsoft.Extensions.Options;

namespace Chat.Push;

/// <summary>
/// The keys by which push services know this server, in files of the data folder: <c>keys/push-1.pem</c> and so on, of
/// which the highest number is the present one. A device is pushed to with the key that it has subscribed with, so a
/// former key stays for as long as one does.
/// </summary>
public sealed class ServerKeys(IOptions<DataOptions> options) : IHostedService, IDisposable
{
    private const string Prefix = "push-";
    private const string Extension = ".pem";

    private readonly Lock gate = new();
    private readonly string folder = options.Value.KeysFolder;
    private List<ServerKey>? keys;

    /// <summary>The public key that devices subscribe with, as base64url.</summary>
    public string Public => All()[^1].Public;

    internal bool HasFormer => All().Count > 1;

    public bool Knows(string key) => Find(key) is not null;

    internal ServerKey? Find(string key) => All().FirstOrDefault(each => each.Public == key);

    private List<ServerKey> All()
    {
        lock (gate)
            return keys ??= Load();
    }

    private List<ServerKey> Load()
    {
        Directory.CreateDirectory(folder);
        if (!Files().Any())
            Write(1);
        return [.. Files().Select(ServerKey.Read)];
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(folder, $"{Prefix}*{Extension}").Where(file => NumberOf(file) > 0).OrderBy(NumberOf);

    private static int NumberOf(string file) =>
        int.TryParse(Path.GetFileNameWithoutExtension(file)[Prefix.Length..], CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Complete before it has its name, so that no crash leaves half a key.</summary>
    private void Write(int number)
    {
        var unfinished = Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}.new");
        var mode = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            mode.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(unfinished, mode))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(ServerKey.NewPem()));
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}{Extension}")));
    }

    /// <summary>Makes another key the present one. A server that runs takes it at its next start.</summary>
    public void Rotate()
    {
        Write(NumberOf(All()[^1].File) + 1);
        lock (gate)
            keys = null;
    }

    /// <summary>Removes the former keys that no device uses.</summary>
    internal void Forget(IReadOnlySet<string> used)
    {
        lock (gate)
        {
            var unused = Load(keys).SkipLast(1).Where(key => !used.Contains(key.Public)).ToList();
            foreach (var key in unused)
                File.Delete(key.File);
            keys = [.. keys!.Except(unused)];
        }
    }

    private List<ServerKey> Load(List<ServerKey>? known) => keys = known ?? Load();

    /// <summary>What is wrong with the keys is said at start, not at the first push.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        All();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var key in keys ?? [])
            key.Dispose();
    }
}
