using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Chat.Bench.Servers;

/// <summary>The program to measure: built beside this one, published for the run, or published before.</summary>
internal sealed class Product : IDisposable
{
    private readonly string folder;
    private readonly TemporaryFolder? temporary;

    private Product(string name, string folder, TemporaryFolder? temporary = null)
    {
        Name = name;
        this.folder = folder;
        this.temporary = temporary;
        if (!File.Exists(Program))
            throw new FileNotFoundException($"There is no {Program}.");
    }

    public string Name { get; }

    public string Program => Path.Combine(folder, "Chat.Web.dll");

    /// <summary>What <c>--server DIR</c> or <c>--publish</c> asks for, or else the build.</summary>
    public static async Task<Product> OfAsync(Options options)
    {
        var product = options.Text("server") is { } given ? In(given)
            : options.Has("publish") ? await PublishAsync()
            : Built();
        await Console.Error.WriteLineAsync($"The product: {product.Name}");
        return product;
    }

    /// <summary>Published before.</summary>
    public static Product In(string folder) => new($"in {folder}", Path.GetFullPath(folder));

    /// <summary>It runs in the Development environment, as the program itself decides.</summary>
    public static Product Built() => new("build output", Path.Combine(Tree, "Chat.Web", "bin", Configuration, "net10.0"));

    /// <summary>As it is delivered: compiled ahead of time, in the Production environment. The tree stays as it was.</summary>
    public static async Task<Product> PublishAsync()
    {
        var fresh = new TemporaryFolder();
        try
        {
            var output = Path.Combine(fresh.Path, "published");
            await DotnetAsync(
                "publish", Path.Combine(Tree, "Chat.Web"), "-c", "Release", "-r", $"linux-{Architecture}", "--self-contained", "false",
                "--artifacts-path", Path.Combine(fresh.Path, "build"), "-o", output, "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false");
            return new Product("published", output, fresh);
        }
        catch
        {
            fresh.Dispose();
            throw;
        }
    }

    private static string Architecture => RuntimeInformation.ProcessArchitecture is System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x64";

    private static string Configuration => Directory.GetParent(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!.Name;

    private static string Tree
    {
        get
        {
            for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
            {
                if (File.Exists(Path.Combine(above.FullName, "Chat.sln")))
                    return above.FullName;
            }

            throw new InvalidOperationException("Chat.sln is not above this program; name a published server with --server.");
        }
    }

    private static async Task DotnetAsync(params IEnumerable<string> args)
    {
        await Console.Error.WriteLineAsync("Publishing the product ..");
        var start = new ProcessStartInfo(Child.Dotnet, args) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {string.Join(' ', args)} failed:\n{said}");
    }

    public void Dispose() => temporary?.Dispose();
}
