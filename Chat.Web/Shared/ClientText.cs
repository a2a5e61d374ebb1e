using Microsoft.Extensions.Localization;

namespace Chat.Shared;

/// <summary>The words that the browser's modules say, in the reader's language.</summary>
public static class ClientText
{
    private static readonly string[] Keys = [];

    public static Dictionary<string, string> In(IStringLocalizer<Text> text) =>
        Keys.ToDictionary(key => key, key => text[key].Value, StringComparer.Ordinal);
}
