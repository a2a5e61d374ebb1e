namespace Chat.Core;

/// <summary>What came of reading a message's source.</summary>
public abstract record MessageText
{
    /// <summary>
    /// UTF-16 code units after line ends became LF, as JavaScript's length and a textarea's maxlength count them.
    /// A form sends CRLF, which must not cost the sender two.
    /// </summary>
    public const int MaxLength = 100_000;

    private const int FoldedAfterCharacters = 2_000;
    private const int FoldedAfterLines = 30;

    private MessageText()
    {
    }

    /// <param name="Text">Line ends LF, no blank lines before, no white space behind.</param>
    public sealed record Ok(string Text) : MessageText;

    /// <summary>Nothing, or nothing that a reader could see.</summary>
    public sealed record Empty : MessageText;

    /// <summary>More than <see cref="MaxLength"/> characters.</summary>
    public sealed record TooLong : MessageText;

    /// <summary>NUL or another control character besides tab and line end, or half a surrogate pair.</summary>
    public sealed record Unprintable : MessageText;

    /// <summary>Begins with a slash and a word that means nothing here: more likely mistyped than meant to be read.</summary>
    public sealed record UnknownCommand(string Name) : MessageText;

    /// <summary>A command that says something, and nothing to say.</summary>
    public sealed record BareCommand(string Name) : MessageText;

    /// <summary>Reads what was typed, with line ends of any system; never throws.</summary>
    public static MessageText Read(string? source)
    {
        var text = Trimmed(WithLineFeeds(source ?? ""));
        if (text.Length > MaxLength)
            return new TooLong();
        if (!Visibility.IsPrintable(text))
            return new Unprintable();
        return Visibility.LeavesInk(text) ? Judge(SlashCommand.Read(text), text) : new Empty();
    }

    private static MessageText Judge(SlashCommand command, string text) => command.Kind switch
    {
        CommandKind.Unknown => new UnknownCommand(command.Name),
        CommandKind.Act when !Visibility.LeavesInk(command.Rest) => new BareCommand(command.Name),
        _ => new Ok(text),
    };

    /// <summary>Whether the message is folded at first: over 2,000 characters or 30 lines.</summary>
    public static bool IsLong(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > FoldedAfterCharacters || text.AsSpan().Count('\n') >= FoldedAfterLines;
    }

    /// <summary>The text with LF for every CRLF and lone CR.</summary>
    internal static string WithLineFeeds(string source) =>
        source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>The spaces before the first word stay: four of them make code.</summary>
    private static string Trimmed(string text)
    {
        var blank = text.Length - text.AsSpan().TrimStart().Length;
        var firstLine = text.LastIndexOf('\n', Math.Max(blank - 1, 0), blank) + 1;
        return text[firstLine..].TrimEnd();
    }
}
