using System.Security.Cryptography;

namespace Chat.Tests.House;

/// <summary>Vendored files are what their makers published, byte for byte.</summary>
public sealed class VendorTests
{
    private static readonly string Folder = Path.Combine(Sources.Root, "wwwroot", "vendor");

    /// <summary>Each dist file after its SHA-256 and the npm package and version that it comes from.</summary>
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Sources.Root, "Chat.Tests", "House", "vendored.txt"));

    [Fact]
    public void Every_vendored_file_is_the_published_one()
    {
        var known = Lines.Select(line => line.Split(' ')).ToDictionary(part => part[2], part => part[0], StringComparer.Ordinal);
        var found = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "LICENSE")
            .ToDictionary(file => Path.GetRelativePath(Folder, file), file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))), StringComparer.Ordinal);

        Assert.Equal(known, found);
    }

    [Fact]
    public void Every_vendored_library_has_its_licence_beside_it() =>
        Assert.All(Directory.GetDirectories(Folder), library => Assert.True(File.Exists(Path.Combine(library, "LICENSE")), library));
}
