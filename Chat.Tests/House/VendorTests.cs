using System.Security.Cryptography;

namespace Chat.Tests.House;

/// <summary>Vendored files are what their makers published, byte for byte.</summary>
public sealed class VendorTests
{
    /// <summary>Each dist file with the npm version it comes from and its SHA-256.</summary>
    private static readonly Dictionary<string, (string Package, string Sha256)> Files = new(StringComparer.Ordinal)
    {
        ["htmx/htmx.min.js"] = ("htmx.org 4.0.1", "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130"),
    };

    private static readonly string Folder = Path.Combine(Sources.Root, "wwwroot", "vendor");

    [Fact]
    public void Every_vendored_file_is_the_published_one()
    {
        var found = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "LICENSE")
            .ToDictionary(file => Path.GetRelativePath(Folder, file), file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))), StringComparer.Ordinal);

        Assert.Equal(Files.ToDictionary(file => file.Key, file => file.Value.Sha256, StringComparer.Ordinal), found);
    }

    [Fact]
    public void Every_vendored_library_has_its_licence_beside_it() =>
        Assert.All(Directory.GetDirectories(Folder), library => Assert.True(File.Exists(Path.Combine(library, "LICENSE")), library));
}
