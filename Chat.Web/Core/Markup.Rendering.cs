using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Chat.Core;

public static partial class Markup
{
    /// <summary>Longest name of a programming language that becomes a class.</summary>
    private const int MaxLanguageLength = 32;

    /// <summary>What has no renderer in this list writes nothing of its own.</summary>
    private static HtmlRenderer Renderer(TextWriter writer, Called called)
    {
        var renderer = new HtmlRenderer(writer);
        var anchor = new Anchor();
        renderer.ObjectRenderers.Clear();
        renderer.ObjectRenderers.AddRange(
        [
            new TextRenderer(), new HeadingAsStrong(), new QuoteBlockRenderer(), new ListRenderer(), new CodeRenderer(),
            new LineRenderer(), new TableRenderer(), new LiteralInlineRenderer(), Emphasised(),
            new CodeInlineRenderer(), new DelimiterInlineRenderer(), new BreakRenderer(), new LinkRenderer(anchor),
            new AutolinkRenderer(anchor), new MentionRenderer(anchor, called),
        ]);
        return renderer;
    }

    private static EmphasisInlineRenderer Emphasised() => new()
    {
        GetTag = emphasis => (emphasis.DelimiterChar, emphasis.DelimiterCount) switch
        {
            ('~', _) => "del",
            (_, 2) => "strong",
            _ => "em",
        },
    };

    private sealed class TextRenderer : ParagraphRenderer
    {
        protected override void Write(HtmlRenderer renderer, ParagraphBlock obj)
        {
            if (obj.ProcessInlines)
                base.Write(renderer, obj);
            else
                WriteAsTyped(renderer, obj);
        }

        private static void WriteAsTyped(HtmlRenderer renderer, ParagraphBlock paragraph)
        {
            renderer.EnsureLine();
            renderer.Write("<p>");
            WriteLines(renderer, paragraph);
            renderer.WriteLine("</p>");
        }
    }

    /// <summary>A heading in a message is an emphasised line: the page's own outline stays its own.</summary>
    private sealed class HeadingAsStrong : HtmlObjectRenderer<HeadingBlock>
    {
        protected override void Write(HtmlRenderer renderer, HeadingBlock obj)
        {
            renderer.EnsureLine();
            renderer.Write("<p><strong>");
            if (!obj.ProcessInlines)
                WriteLines(renderer, obj);
            else if (obj.Inline?.FirstChild is null)
                renderer.Write(new string('#', obj.Level));
            else
                renderer.WriteLeafInline(obj);
            renderer.WriteLine("</strong></p>");
        }
    }

    private static void WriteLines(HtmlRenderer renderer, LeafBlock leaf)
    {
        for (var i = 0; i < leaf.Lines.Count; i++)
        {
            if (i > 0)
                renderer.WriteLine("<br>");
            renderer.WriteEscape(ref leaf.Lines.Lines[i].Slice);
        }
    }

    private sealed class CodeRenderer : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock obj)
        {
            renderer.EnsureLine();
            renderer.Write("<pre><code");
            if (Language(obj) is { } language)
                renderer.Write($" class=\"language-{language}\"");
            renderer.Write('>');
            renderer.WriteLeafRawLines(obj, writeEndOfLines: true, escape: true);
            renderer.WriteLine("</code></pre>");
        }

        private static string? Language(CodeBlock code)
        {
            var name = (code as FencedCodeBlock)?.Info;
            return name is { Length: > 0 and <= MaxLanguageLength } && name.All(IsLanguage) ? name.ToLowerInvariant() : null;
        }

        private static bool IsLanguage(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '#' or '-';
    }

    private sealed class LineRenderer : HtmlObjectRenderer<ThematicBreakBlock>
    {
        protected override void Write(HtmlRenderer renderer, ThematicBreakBlock obj)
        {
            renderer.EnsureLine();
            renderer.WriteLine("<hr>");
        }
    }

    private sealed class BreakRenderer : HtmlObjectRenderer<LineBreakInline>
    {
        protected override void Write(HtmlRenderer renderer, LineBreakInline obj) => renderer.WriteLine("<br>");
    }

    /// <summary>Without alignment: Markdig writes it as inline style, which our content security policy refuses.</summary>
    private sealed class TableRenderer : HtmlObjectRenderer<Table>
    {
        protected override void Write(HtmlRenderer renderer, Table obj)
        {
            var rows = obj.Cast<TableRow>().ToLookup(row => row.IsHeader);
            renderer.EnsureLine();
            renderer.WriteLine("<table>");
            WriteRows(renderer, "thead", "th", rows[true]);
            WriteRows(renderer, "tbody", "td", rows[false]);
            renderer.WriteLine("</table>");
        }

        private static void WriteRows(HtmlRenderer renderer, string section, string cell, IEnumerable<TableRow> rows)
        {
            if (!rows.Any())
                return;

            renderer.WriteLine($"<{section}>");
            foreach (var row in rows)
                WriteRow(renderer, cell, row);
            renderer.WriteLine($"</{section}>");
        }

        private static void WriteRow(HtmlRenderer renderer, string cell, TableRow row)
        {
            renderer.Write("<tr>");
            foreach (var content in row.Cast<TableCell>())
            {
                renderer.Write($"<{cell}>");
                foreach (var leaf in content.OfType<LeafBlock>())
                    renderer.WriteLeafInline(leaf);
                renderer.Write($"</{cell}>");
            }

            renderer.WriteLine("</tr>");
        }
    }

    /// <summary>One message's anchors: html knows no anchor within an anchor, so only the outermost is written.</summary>
    private sealed class Anchor
    {
        private bool _open;

        public bool IsOpen => _open;

        public void Write(HtmlRenderer renderer, string url, Action label)
        {
            if (_open)
            {
                label();
                return;
            }

            _open = true;
            renderer.Write("<a href=\"").WriteEscape(url).Write('"');
            if (Judge(url) is Address.Elsewhere)
                renderer.Write(" target=\"_blank\" rel=\"noopener noreferrer\"");
            renderer.Write('>');
            label();
            renderer.Write("</a>");
            _open = false;
        }
    }

    /// <summary>An image is a link too: showing it would tell a foreign server who reads when.</summary>
    private sealed class LinkRenderer(Anchor anchor) : HtmlObjectRenderer<LinkInline>
    {
        protected override void Write(HtmlRenderer renderer, LinkInline obj)
        {
            if (Judge(obj.Url) is Address.Refused)
                WriteAsTyped(renderer, obj);
            else
                anchor.Write(renderer, obj.Url!, () => WriteLabel(renderer, obj));
        }

        private static void WriteAsTyped(HtmlRenderer renderer, LinkInline link)
        {
            renderer.Write(link.IsImage ? "![" : "[");
            renderer.WriteChildren(link);
            if (link.GetData(typeof(LinkParser)) is string tail)
                renderer.Write(WithBreaks(Escape(tail)));
        }

        private static void WriteLabel(HtmlRenderer renderer, LinkInline link)
        {
            if (link.FirstChild is null)
                renderer.WriteEscape(link.Url);
            else
                renderer.WriteChildren(link);
        }
    }

    private sealed class AutolinkRenderer(Anchor anchor) : HtmlObjectRenderer<AutolinkInline>
    {
        protected override void Write(HtmlRenderer renderer, AutolinkInline obj)
        {
            var url = obj.IsEmail ? "mailto:" + obj.Url : obj.Url;
            if (Judge(url) is Address.Refused)
                renderer.WriteEscape($"<{obj.Url}>");
            else
                anchor.Write(renderer, url, () => renderer.WriteEscape(obj.Url));
        }
    }
}
