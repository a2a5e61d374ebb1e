using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Html;

namespace Chat.Shared;

/// <summary>
/// Tells browsers under which fingerprinted name each module lies. The framework writes relative keys;
/// ours are rooted, or a page at <c>/rooms/42</c> would load every module twice.
/// </summary>
public sealed class ImportMap
{
    private readonly ConcurrentDictionary<ImportMapDefinition, HtmlString> written = new();

    public IHtmlContent For(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ImportMapDefinition>() is { } map
            ? written.GetOrAdd(map, Write)
            : HtmlString.Empty;

    private static HtmlString Write(ImportMapDefinition map) =>
        new(JsonSerializer.Serialize(new { imports = map.Imports?.ToDictionary(entry => Rooted(entry.Key), entry => Rooted(entry.Value)) }));

    private static string Rooted(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[1..] : path;
}
