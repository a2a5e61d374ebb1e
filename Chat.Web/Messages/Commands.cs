using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Chat.Core;
using Chat.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Chat.Messages;

/// <summary>The commands of <see cref="SlashCommand"/> in the reader's words, as the browser's modules offer them.</summary>
public static class Commands
{
    private static readonly ConcurrentDictionary<string, HtmlString> Written = new(StringComparer.Ordinal);

    /// <summary>As JSON, which in a script element is html: <c>[{"name","kind","usage","help"}]</c>.</summary>
    public static IHtmlContent In(IStringLocalizer<Text> text) =>
        Written.GetOrAdd(CultureInfo.CurrentUICulture.Name, static (_, text) => Write(text), text);

    private static HtmlString Write(IStringLocalizer<Text> text) =>
        new(JsonSerializer.Serialize(SlashCommand.All.Select(command => Offer(command.Name, command.Kind, text)), JsonSerializerOptions.Web));

    private static Offered Offer(string name, CommandKind kind, IStringLocalizer<Text> text) => kind switch
    {
        CommandKind.Act => new(name, "act", text["/me waves"], text["Tells what you do"]),
        CommandKind.Shrug => new(name, "shrug", text["/shrug no idea"], text["Adds a shrug to your words"]),
        _ => new(name, "poll", text["/poll Where do we eat?"], text["Makes a poll"]),
    };

    private sealed record Offered(string Name, string Kind, string Usage, string Help);
}
