using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Chat.Shared;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Chat.App;

/// <summary>
/// The service worker's script: what it needs to know, and the module that does the work. It names every file of the shell
/// by its fingerprint, so that it is another script, and browsers take the new version, whenever one of them changes.
/// </summary>
internal sealed class WorkerScript(EndpointDataSource endpoints, Brand brand, IStringLocalizer<Text> text, IOptions<AppOptions> options)
{
    private const string Module = "app/worker.js";

    /// <summary>Fetched when they are needed: most readers do without, and together they are larger than all the rest.</summary>
    private static readonly string[] NotOfTheShell = ["vendor/emoji-picker-element/", "vendor/highlight.js/"];

    private readonly Lazy<string> script = new(() => Write(Assets(endpoints), brand, text));

    /// <summary>Null where the worker is switched off.</summary>
    public string? Text => options.Value.Worker ? script.Value : null;

    private static string Write(Dictionary<string, string> assets, Brand brand, IStringLocalizer<Text> text)
    {
        var knows = new
        {
            name = brand.Name,
            shell = assets.Where(asset => IsOfTheShell(asset.Key)).Select(asset => asset.Value).Order(StringComparer.Ordinal),
            words = Cultures.All.ToDictionary(culture => culture, culture => Words(culture, text), StringComparer.Ordinal),
        };
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(knows))))[..16];
        return $"import {{ serve }} from \"/{Module}\";\nserve({JsonSerializer.Serialize(new { version, knows.name, knows.shell, knows.words })});\n";
    }

    /// <summary>Each file that has a fingerprint, by its plain name.</summary>
    private static Dictionary<string, string> Assets(EndpointDataSource endpoints)
    {
        var assets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var asset in endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>())
        {
            if (asset.Properties.FirstOrDefault(property => property.Name == "label") is { } label)
                assets[label.Value] = $"/{asset.Route}";
        }

        return assets;
    }

    private static bool IsOfTheShell(string file) =>
        !NotOfTheShell.Any(folder => file.StartsWith(folder, StringComparison.Ordinal))
        && (file.EndsWith(".js", StringComparison.Ordinal) || file.EndsWith(".css", StringComparison.Ordinal) || file == "icons/icon.svg");

    /// <summary>What the worker says without a page.</summary>
    private static Dictionary<string, string> Words(string culture, IStringLocalizer<Text> text)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return new(StringComparer.Ordinal)
            {
                ["news"] = text["There is something new."],
                ["reply"] = text["Reply"],
                ["write"] = text["Write a reply"],
            };
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
