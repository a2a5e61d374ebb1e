using System.Globalization;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;

namespace Chat.Core;

/// <summary>
/// Turns what a member typed into the html every reader gets. The traits:
/// <list type="bullet">
/// <item>Blocks: which lines are quotes, lists and headings in a chat.</item>
/// <item>Links: which addresses may be clicked.</item>
/// <item>Mentions: who is called by name.</item>
/// <item>Commands: what begins with a slash.</item>
/// <item>Limits: how much work one message may cost.</item>
/// <item>Rendering: the only tags and attributes that can come out.</item>
/// </list>
/// The language is CommonMark (https://spec.commonmark.org/0.31.2/) with strikethrough, tables and bare links of
/// GFM (https://github.github.com/gfm/), without html, headings, images, entities and link reference definitions.
/// </summary>
public static partial class Markup
{
    private static readonly MarkdownPipeline Prose = Grammar().Build();

    private static readonly MarkdownPipeline ProseWithTables =
        Grammar().UsePipeTables(new PipeTableOptions { UseGfmRules = true }).Build();

    /// <summary>Renders Markdown as safe html, the same for every reader.</summary>
    /// <param name="source">What was typed, at most <see cref="MessageText.MaxLength"/> characters, with any line ends.</param>
    /// <returns>
    /// Block elements without a wrapper. Never throws for odd input: what is nested too deeply, grows too large or
    /// would show nothing at all comes back as it was typed, in one paragraph.
    /// </returns>
    public static string ToHtml(string source) => Render(source, Roll.Empty).Html;

    /// <summary>As <see cref="ToHtml"/>, with what only the room can tell.</summary>
    /// <param name="roll">Whom the message may call.</param>
    public static Rendering Render(string source, Roll roll)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(roll);

        var text = MessageText.WithLineFeeds(source);
        return Obey(SlashCommand.Read(text), text, roll) is { Html.Length: <= MaxHtmlLength } rendering && ShowsSomething(rendering.Html)
            ? rendering
            : new Rendering(AsTyped(text), Calls.None);
    }

    private static Rendering? RenderOrNull(string source, Roll roll)
    {
        try
        {
            return RenderProse(source, roll);
        }
        catch (ArgumentException)
        {
            // Markdig's answer to emphasis within emphasis beyond MaximumNestingDepth.
            return null;
        }
    }

    private static Rendering RenderProse(string source, Roll roll)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var called = new Called();
        Renderer(writer, called).Render(Markdown.Parse(source, PipelineFor(source), ContextOf(roll)));
        return new Rendering(writer.ToString().TrimEnd('\n'), called.Calls);
    }

    private static MarkdownPipeline PipelineFor(string source) => TablesAreCheap(source) ? ProseWithTables : Prose;

    private static MarkdownPipelineBuilder Grammar()
    {
        var grammar = new MarkdownPipelineBuilder();
        grammar.BlockParsers.Clear();
        grammar.BlockParsers.AddRange(Blocks());
        grammar.InlineParsers.Clear();
        grammar.InlineParsers.AddRange(Inlines());
        return grammar;
    }

    private static IEnumerable<BlockParser> Blocks() =>
    [
        new ThematicBreakParser(), new HeadingParser(), new QuoteParser(), new ListParser(),
        new FencedCodeBlockParser(), new IndentedCodeBlockParser(), new ParagraphParser(),
    ];

    private static IEnumerable<InlineParser> Inlines() =>
    [
        new LinkParser(), new EscapeInlineParser(), Emphasis(), new CodeInlineParser(),
        new AutolinkInlineParser(new AutolinkOptions { EnableHtmlParsing = false }),
        new LineBreakInlineParser { EnableSoftAsHard = true }, new BareUrlParser(), new MentionParser(),
    ];

    /// <summary>
    /// By CommonMark alone "**(안녕)**은" stays text, for Hangul follows the punctuation without a space
    /// (https://github.com/tats-u/markdown-cjk-friendly).
    /// </summary>
    private static EmphasisInlineParser Emphasis() => new()
    {
        CjkFriendlyEmphasis = true,
        EmphasisDescriptors = { new EmphasisDescriptor('~', minimumCount: 2, maximumCount: 2, enableWithinWord: true) },
    };

    /// <summary>A lone "&gt;", "-" or "#" is a message, not an empty quote, list or heading.</summary>
    private static bool ShowsSomething(string html)
    {
        var inTag = false;
        foreach (var c in html)
        {
            if (c is '<' or '>')
                inTag = c is '<';
            else if (!inTag && !char.IsWhiteSpace(c))
                return true;
        }

        return html.Contains("<hr>", StringComparison.Ordinal);
    }

    private static string AsTyped(string source) => $"<p>{WithBreaks(Escape(source))}</p>";

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string WithBreaks(string html) => html.Replace("\n", "<br>\n", StringComparison.Ordinal);
}

/// <summary>A message as every reader gets it.</summary>
/// <param name="Calls">Who is called in it.</param>
public sealed record Rendering(string Html, Calls Calls);
