using System.IO.Compression;
using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;

namespace Chat.Tests.Shared;

public sealed class AssetTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("gzip, deflate, br, zstd")]
    public async Task Every_file_that_a_page_names_is_there_whole_however_it_is_packed(string packing)
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"Assets {Guid.NewGuid()}");

        var files = Files(await ann.PageAsync($"/rooms/{room}"));

        Assert.Contains(files, file => file.EndsWith(".css", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith(".js", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith(".svg", StringComparison.Ordinal));
        foreach (var file in files)
            Assert.True(await LengthAsync(ann, file, packing) > 0, file);
    }

    [Fact]
    public async Task Every_module_has_a_rooted_name_so_that_none_is_loaded_twice()
    {
        using var stranger = app.Visit();

        var map = ImportMap(await stranger.PageAsync("/signin"));

        Assert.NotEmpty(map);
        Assert.All(map, entry => Assert.StartsWith("/", entry.Key, StringComparison.Ordinal));
        Assert.All(map, entry => Assert.StartsWith("/", entry.Value, StringComparison.Ordinal));
    }

    private static List<string> Files(IHtmlDocument page) =>
    [
        .. page.QuerySelectorAll("head link[href]").Select(link => link.GetAttribute("href")!),
        .. page.QuerySelectorAll("head script[src]").Select(script => script.GetAttribute("src")!),
        .. ImportMap(page).Values,
    ];

    private static Dictionary<string, string> ImportMap(IHtmlDocument page) =>
        JsonDocument.Parse(page.QuerySelector("script[type=importmap]")!.TextContent).RootElement.GetProperty("imports")
            .EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!);

    /// <summary>How many bytes come out of the file's packing.</summary>
    private static async Task<long> LengthAsync(Visitor visitor, string file, string packing)
    {
        using var answer = await visitor.GetAsync(file, "*/*", ("Accept-Encoding", packing));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var packed = await answer.Content.ReadAsStreamAsync();
        await using var open = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            null => packed,
            var other => throw new InvalidOperationException($"Nobody asked for {other}."),
        };
        using var content = new MemoryStream();
        await open.CopyToAsync(content);
        return content.Length;
    }
}
