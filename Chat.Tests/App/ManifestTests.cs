using System.Buffers.Binary;
using System.Net;
using System.Text.Json;
using Chat.Tests.Rooms;

namespace Chat.Tests.App;

public sealed class ManifestTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Every_page_leads_to_a_manifest_that_anybody_may_read()
    {
        using var stranger = app.Visit();

        var address = (await stranger.PageAsync("/signin")).Address("link[rel=manifest]")!;
        using var answer = await stranger.GetAsync(address, "*/*");

        Assert.Equal("application/manifest+json", answer.Content.Headers.ContentType!.MediaType);
        var manifest = await ReadAsync(answer);
        Assert.Equal(("/", "/", "/", "standalone"), (Text(manifest, "id"), Text(manifest, "start_url"), Text(manifest, "scope"), Text(manifest, "display")));
        Assert.Equal("Chat", Text(manifest, "name"));
    }

    [Fact]
    public async Task Its_pictures_are_there_and_as_large_as_it_says()
    {
        using var stranger = app.Visit();
        var icons = (await ManifestAsync(stranger)).GetProperty("icons").EnumerateArray().ToList();

        Assert.Equal(["any", "any", "maskable", "monochrome"], icons.Select(icon => Text(icon, "purpose")));
        foreach (var icon in icons)
        {
            using var picture = await stranger.GetAsync(Text(icon, "src"), "image/*");
            var bytes = await picture.Content.ReadAsByteArrayAsync();
            var side = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16, 4));
            Assert.Equal(Text(icon, "sizes"), $"{side}x{side}");
        }
    }

    [Fact]
    public async Task Its_shortcuts_lead_to_pages_and_speak_the_readers_language()
    {
        using var ann = await app.SignUpAsync("ann");
        var shortcuts = (await ManifestAsync(ann, "ko")).GetProperty("shortcuts").EnumerateArray().ToList();

        Assert.Equal(["새 메시지", "멘션", "대화방"], shortcuts.Select(shortcut => Text(shortcut, "name")));
        foreach (var shortcut in shortcuts)
            Assert.Equal(HttpStatusCode.OK, await ann.GetAsync(Text(shortcut, "url")).StatusOfAsync());
    }

    [Fact]
    public async Task The_operator_names_the_app()
    {
        await using var named = new ChatApp(settings: ("Chat:Name", "Teatime"));
        using var stranger = named.Visit();

        Assert.Equal("Teatime", Text(await ManifestAsync(stranger), "name"));
        var page = await stranger.PageAsync("/signin");
        Assert.Equal("Sign in – Teatime", page.Title);
        Assert.Equal(["Teatime"], page.Texts(".brand"));
        Assert.Equal("Teatime", page.QuerySelector("meta[name=apple-mobile-web-app-title]")!.GetAttribute("content"));
    }

    private static async Task<JsonElement> ManifestAsync(Visitor visitor, string language = "en")
    {
        using var answer = await visitor.GetAsync("/manifest.webmanifest", "*/*", ("Accept-Language", language));
        return await ReadAsync(answer);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
