using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Shared;
using Microsoft.Extensions.Localization;

namespace Chat.App;

/// <summary>What a phone or a desk is told when it installs the app: https://www.w3.org/TR/appmanifest/.</summary>
internal static class Manifest
{
    /// <summary>The light paper of <c>wwwroot/base/app.css</c>; once a page is there it colours the bars itself.</summary>
    private const string Paper = "#fbfaf6";

    private static readonly string[] Categories = ["social", "productivity"];

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Write(Brand brand, IStringLocalizer<Text> text) => JsonSerializer.Serialize(
        new
        {
            id = "/",
            name = brand.Name,
            short_name = brand.Name,
            description = text["Team chat that gets through any network."].Value,
            lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            dir = "auto",
            start_url = "/",
            scope = "/",
            display = "standalone",
            theme_color = Paper,
            background_color = Paper,
            categories = Categories,
            icons = new[]
            {
                new Icon("/icons/icon-192.png", "192x192", "any"),
                new Icon("/icons/icon-512.png", "512x512", "any"),
                new Icon("/icons/maskable-512.png", "512x512", "maskable"),
                new Icon("/icons/monochrome-512.png", "512x512", "monochrome"),
            },
            shortcuts = new[]
            {
                Shortcut(text["New message"], "/groups/new"),
                Shortcut(text["Mentions"], "/mentions"),
                Shortcut(text["Rooms"], "/rooms"),
            },
            share_target = new { action = "/share", method = "GET", enctype = "application/x-www-form-urlencoded", @params = new { title = "title", text = "text", url = "url" } },
        },
        Json);

    private static object Shortcut(string name, string url) =>
        new { name, url, icons = new[] { new Icon("/icons/icon-192.png", "192x192", null) } };

    private sealed record Icon(
        [property: JsonPropertyName("src")] string Source, [property: JsonPropertyName("sizes")] string Sizes, [property: JsonPropertyName("purpose")] string? Purpose)
    {
        [JsonPropertyName("type")]
        public string Type => "image/png";
    }
}
