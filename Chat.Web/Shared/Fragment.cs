using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace Chat.Shared;

/// <summary>
/// A piece of a page written as an interpolated string: every hole is encoded, as in Razor, unless it is html already.
/// For the pieces that both a page and a live frame show; a Razor partial would take a hundred times as long.
/// </summary>
public readonly struct Fragment(string html) : IHtmlContent
{
    /// <summary>Leaves the letters of all scripts as they are: Korean text is three times as long in entities.</summary>
    public static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static readonly Fragment Empty = new("");

    private readonly string? html = html;

    public static Fragment Of(FragmentBuilder builder) => new(builder.Html);

    /// <summary>Takes html that <c>Markup</c> or another fragment has made.</summary>
    public static Fragment Trusted(string html) => new(html);

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(html);

    public override string ToString() => html ?? "";
}

/// <summary>Collects the parts of a <see cref="Fragment"/>.</summary>
[InterpolatedStringHandler]
public readonly ref struct FragmentBuilder
{
    private readonly StringBuilder html;

    public FragmentBuilder(int literalLength, int formattedCount) =>
        html = new StringBuilder(literalLength + (formattedCount * 16));

    internal string Html => html.ToString();

    public void AppendLiteral(string literal) => html.Append(literal);

    public void AppendFormatted(string? text) => html.Append(Fragment.Encoder.Encode(text ?? ""));

    public void AppendFormatted(Fragment fragment) => html.Append(fragment.ToString());

    public void AppendFormatted(long number) => html.Append(CultureInfo.InvariantCulture, $"{number}");

    public void AppendFormatted(DateTimeOffset time, string format) =>
        html.Append(Fragment.Encoder.Encode(time.ToString(format, CultureInfo.InvariantCulture)));
}
