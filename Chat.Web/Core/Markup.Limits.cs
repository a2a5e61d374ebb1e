using System.Buffers;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Chat.Core;

public static partial class Markup
{
    /// <summary>Quotes and list items within each other. Markdig opens containers recursively and throws, slowly, at 128.</summary>
    private const int MaxNesting = 8;

    /// <summary>
    /// Characters of html. Ten times the longest message: only a bomb grows more (a quote per character), and
    /// every reader of the room would pay for it.
    /// </summary>
    private const int MaxHtmlLength = 1_000_000;

    /// <summary>
    /// Visits of characters one message may cost. For every open emphasis or bracket Markdig walks over what follows
    /// in the same paragraph, so "[a](" repeated is quadratic (100,000 characters took 5 seconds).
    /// A paragraph that does not fit any more is shown as it was typed.
    /// </summary>
    private const long MaxInlineWork = 10_000_000;

    /// <summary>Cells. A wide header widens all rows below it, so a message of n characters can ask for n² cells.</summary>
    private const long MaxTableCells = 5_000;

    private static readonly SearchValues<char> Openers = SearchValues.Create("*_~[]`");

    private static bool MayNest(BlockProcessor processor)
    {
        var depth = 0;
        for (Block? block = processor.CurrentContainer; block is not null && depth < MaxNesting; block = block.Parent)
        {
            if (block is QuoteBlock or ListItemBlock && block.IsOpen)
                depth++;
        }

        return depth < MaxNesting;
    }

    private static void SpendInlineWork(MarkdownDocument document, LeafBlock leaf)
    {
        var work = InlineWork(leaf);
        var spent = document.GetData(typeof(Markup)) as long? ?? 0;
        if (spent + work > MaxInlineWork)
            leaf.ProcessInlines = false;
        else if (work > 0)
            document.SetData(typeof(Markup), spent + work);
    }

    private static long InlineWork(LeafBlock leaf)
    {
        long openers = 0, length = 0;
        foreach (var line in leaf.Lines.Lines.AsSpan(0, leaf.Lines.Count))
        {
            openers += CountOpeners(line.Slice.AsSpan());
            length += line.Slice.Length + 1;
        }

        return openers * length;
    }

    /// <summary>
    /// Cells pass by the accounts of <see cref="SpendInlineWork"/>, so the whole message must be within the limits,
    /// counting as if everything between two blank lines were one paragraph and every line a row.
    /// </summary>
    private static bool TablesAreCheap(string source)
    {
        long lines = 0, columns = 0, openers = 0, length = 0, work = 0;
        foreach (var line in source.AsSpan().EnumerateLines())
        {
            lines++;
            columns = Math.Max(columns, line.Count('|') + 1);
            openers += CountOpeners(line);
            length += line.Length + 1;
            if (!line.IsWhiteSpace())
                continue;
            work += openers * length;
            openers = length = 0;
        }

        return work + (openers * length) <= MaxInlineWork && lines * columns <= MaxTableCells;
    }

    private static int CountOpeners(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var next = text.IndexOfAny(Openers); next >= 0; next = text.IndexOfAny(Openers))
        {
            count++;
            text = text[(next + 1)..];
        }

        return count;
    }
}
