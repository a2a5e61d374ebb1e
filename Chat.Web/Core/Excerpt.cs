using System.Net;
using System.Text;

namespace Chat.Core;

/// <summary>The beginning of a message in plain text: one line, for where only a little of it is shown.</summary>
public static class Excerpt
{
    /// <summary>UTF-16 code units: two lines beside a message.</summary>
    public const int MaxLength = 140;

    /// <summary>UTF-16 code units of what was typed, where a line of a list has room for more.</summary>
    public const int MaxTyped = 240;

    /// <summary>As much html as is worth reading for it.</summary>
    public const int MaxHtml = 4_000;

    /// <param name="html">What <see cref="Markup"/> has made. Of a long message only the beginning is read.</param>
    /// <param name="maxLength">UTF-16 code units, without the sign that there is more.</param>
    public static string Of(string html, int maxLength = MaxLength)
    {
        ArgumentNullException.ThrowIfNull(html);
        var text = new StringBuilder(maxLength + 16);
        for (var at = 0; at < html.Length && text.Length <= maxLength;)
            at = html[at] == '<' ? SkipTag(html, at, text) : TakeText(html, at, text, maxLength);
        return Shortened(text.ToString().TrimEnd(), maxLength);
    }

    /// <summary>As typed, on one line.</summary>
    public static string OfTyped(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var line = string.Join(' ', Cut(body, MaxTyped * 2).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxTyped && body.Length <= MaxTyped * 2 ? line : Cut(line, MaxTyped - 1) + "…";
    }

    /// <summary>The first characters, and never half of a pair.</summary>
    public static string Cut(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= length)
            return text;
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }

    /// <summary>Between tags a reader sees a gap at most; none between letters and their emphasis.</summary>
    private static int SkipTag(string html, int at, StringBuilder text)
    {
        var end = html.IndexOf('>', at);
        if (end < 0)
            return html.Length;
        if (IsBreak(html.AsSpan(at, end - at).TrimStart("</")))
            Space(text);
        return end + 1;
    }

    private static bool IsBreak(ReadOnlySpan<char> tag) => tag switch
    {
        _ when Begins(tag, "a") || Begins(tag, "b") || Begins(tag, "strong") || Begins(tag, "em") || Begins(tag, "del") || Begins(tag, "span") => false,
        _ => !Begins(tag, "code") && !Begins(tag, "i") && !Begins(tag, "s") && !Begins(tag, "bdi"),
    };

    private static bool Begins(ReadOnlySpan<char> tag, string name) =>
        tag.StartsWith(name, StringComparison.Ordinal) && (tag.Length == name.Length || !char.IsAsciiLetterOrDigit(tag[name.Length]));

    private static int TakeText(string html, int at, StringBuilder text, int maxLength)
    {
        var end = html.IndexOf('<', at);
        if (end < 0)
            end = html.Length;
        foreach (var letter in WebUtility.HtmlDecode(html[at..end]))
        {
            if (text.Length > maxLength)
                break;
            if (char.IsWhiteSpace(letter))
                Space(text);
            else
                text.Append(letter);
        }

        return end;
    }

    private static void Space(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != ' ')
            text.Append(' ');
    }

    private static string Shortened(string text, int length) =>
        text.Length <= length ? text : Cut(text, length).TrimEnd() + "…";
}
