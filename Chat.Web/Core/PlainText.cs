namespace Chat.Core;

/// <summary>What came of checking some plain text.</summary>
public enum TextOutcome
{
    Ok,
    TooLong,

    /// <summary>Control characters, or half a surrogate pair.</summary>
    Unprintable,
}

/// <summary>What people say of themselves: shown as it was typed, without Markdown.</summary>
public static class PlainText
{
    /// <summary>With LF for every line end and nothing blank around it; empty where a reader would see nothing.</summary>
    public static string Tidy(string? source)
    {
        var text = MessageText.WithLineFeeds(source ?? "").Trim();
        return Visibility.LeavesInk(text) ? text : "";
    }

    /// <param name="tidy">What <see cref="Tidy"/> has made.</param>
    /// <param name="maxLength">UTF-16 code units.</param>
    public static TextOutcome Check(string tidy, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(tidy);
        if (tidy.Length > maxLength)
            return TextOutcome.TooLong;
        return Visibility.IsPrintable(tidy) ? TextOutcome.Ok : TextOutcome.Unprintable;
    }
}
