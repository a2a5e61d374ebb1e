using Markdig.Parsers;
using Markdig.Syntax;

namespace Chat.Core;

public static partial class Markup
{
    /// <summary>Longest number of an ordered list: "2026. 11. 20." begins a Korean date, not item 2026.</summary>
    private const int MaxListDigits = 3;

    private sealed class HeadingParser : HeadingBlockParser
    {
        public override bool Close(BlockProcessor processor, Block block)
        {
            var kept = base.Close(processor, block);
            SpendInlineWork(processor.Document, (LeafBlock)block);
            return kept;
        }
    }

    /// <summary>
    /// A paragraph without the underlined headings of CommonMark ("---" below a line is no heading in a chat) and without link
    /// reference definitions, which show nothing, and let "[a]" repeated write one long address thousands of times.
    /// </summary>
    private sealed class ParagraphParser : ParagraphBlockParser
    {
        public ParagraphParser() => ParseSetextHeadings = false;

        public override bool Close(BlockProcessor processor, Block block)
        {
            var paragraph = (ParagraphBlock)block;
            if (paragraph.Lines.Count == 0)
                return false;

            TrimLines(paragraph);
            SpendInlineWork(processor.Document, paragraph);
            return true;
        }

        private static void TrimLines(ParagraphBlock paragraph)
        {
            var lines = paragraph.Lines.Lines.AsSpan(0, paragraph.Lines.Count);
            foreach (ref var line in lines)
                line.Slice.TrimStart();
            lines[^1].Slice.TrimEnd();
        }
    }

    /// <summary>A quote has a space after its sign: "&gt;_&lt;" is a face.</summary>
    private sealed class QuoteParser : QuoteBlockParser
    {
        public override BlockState TryOpen(BlockProcessor processor) =>
            processor.PeekChar(1) is ' ' or '\t' or '>' or '\0' && MayNest(processor)
                ? base.TryOpen(processor)
                : BlockState.None;
    }

    private sealed class ListParser : ListBlockParser
    {
        public override BlockState TryOpen(BlockProcessor processor) =>
            MayNest(processor) && !IsDate(processor.Line.AsSpan())
                ? base.TryOpen(processor)
                : BlockState.None;

        /// <summary>"2026. 11. 20. 회의" and "11. 20." are dates; CommonMark sees lists within lists.</summary>
        private static bool IsDate(ReadOnlySpan<char> line)
        {
            var digits = ListNumberLength(line);
            return digits > MaxListDigits || (digits > 0 && ListNumberLength(line[(digits + 1)..].TrimStart(' ')) > 0);
        }

        /// <summary>How many digits stand before a full stop at the beginning of the line.</summary>
        private static int ListNumberLength(ReadOnlySpan<char> line)
        {
            var digits = line.IndexOfAnyExceptInRange('0', '9');
            return digits > 0 && line[digits] is '.' ? digits : 0;
        }
    }
}
