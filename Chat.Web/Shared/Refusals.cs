using System.Globalization;
using Chat.Core;
using Microsoft.Extensions.Localization;

namespace Chat.Shared;

/// <summary>Says what is wrong with a name, a message or other text.</summary>
public static class Refusals
{
    public static string? Refusal(this IStringLocalizer<Text> text, NameOutcome check) => check switch
    {
        NameOutcome.Ok => (string?)null,
        NameOutcome.Empty => text["A name is needed."].Value,
        NameOutcome.TooLong => text["A name has at most {0} characters.", Names.MaxLength].Value,
        _ => text["The name has characters that can't be shown."].Value,
    };

    public static string? Refusal(this IStringLocalizer<Text> text, MessageText message) => message switch
    {
        MessageText.Ok => (string?)null,
        MessageText.Empty => text["Write something first."].Value,
        MessageText.TooLong => text["A message has at most {0} characters.", MessageText.MaxLength.ToString("N0", CultureInfo.CurrentCulture)].Value,
        MessageText.UnknownCommand unknown => text["There is no command /{0}. Begin with // if the text is meant to begin with a slash.", unknown.Name].Value,
        MessageText.BareCommand bare => text["/{0} needs some words after it.", bare.Name].Value,
        _ => text["The message has characters that can't be shown."].Value,
    };

    public static string? Refusal(this IStringLocalizer<Text> text, TextOutcome check, int maxLength) => check switch
    {
        TextOutcome.Ok => (string?)null,
        TextOutcome.TooLong => text["At most {0} characters.", maxLength].Value,
        _ => text["There are characters in it that can't be shown."].Value,
    };
}
