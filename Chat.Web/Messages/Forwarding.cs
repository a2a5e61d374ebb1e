using System.Globalization;
using System.Text;
using Chat.Core;

namespace Chat.Messages;

/// <summary>A message that is passed on: what one says about it, whose words they are and where they stand, and the words as a quote.</summary>
internal static class Forwarding
{
    /// <summary>UTF-16 code units of the words that are passed on; who wants more follows the link.</summary>
    public const int MaxQuote = 4_000;

    /// <param name="said">"Ann said:", in the language of whoever passes it on.</param>
    public static string Write(string? comment, string said, long room, long number, string body)
    {
        var text = new StringBuilder();
        if (!string.IsNullOrWhiteSpace(comment))
            text.Append(comment.TrimEnd()).Append("\n\n");
        text.Append(CultureInfo.InvariantCulture, $"> [{Escaped(said)}](/rooms/{room}/{number})\n>");
        foreach (var line in Shortened(body).Split('\n'))
            text.Append("\n> ").Append(line);
        return text.ToString();
    }

    private static string Shortened(string body) => body.Length <= MaxQuote ? body : Excerpt.Cut(body, MaxQuote) + "…";

    /// <summary>A name is not Markdown.</summary>
    private static string Escaped(string name)
    {
        var escaped = new StringBuilder(name.Length);
        foreach (var c in name)
            escaped.Append(char.IsAscii(c) && char.IsPunctuation(c) || c is '`' or '<' or '>' or '~' or '|' or '^' or '=' or '+' or '$' ? $"\\{c}" : $"{c}");
        return escaped.ToString();
    }
}
