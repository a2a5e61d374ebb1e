namespace Chat.Core;

public static partial class Markup
{
    private const string Shrug = @"¯\_(ツ)_/¯";
    private const string ParagraphStart = "<p>";
    private const string ParagraphEnd = "</p>";

    private static Rendering? Obey(SlashCommand command, string text, Roll roll) => command.Kind switch
    {
        CommandKind.Act => Act(RenderOrNull(command.Rest, roll), roll.Author),
        CommandKind.Shrug => WithShrug(RenderOrNull(command.Rest, roll)),
        CommandKind.Literal => RenderOrNull(command.Rest, roll),
        _ => RenderOrNull(text, roll),
    };

    /// <summary>"Ann waves": the name stands in the line, for one's own messages and those that follow show none above.</summary>
    private static Rendering? Act(Rendering? deed, string author)
    {
        if (deed is null)
            return null;
        var subject = $"<p class=\"act\"><bdi>{Escape(author)}</bdi>";
        return deed with
        {
            Html = deed.Html.StartsWith(ParagraphStart, StringComparison.Ordinal)
                ? $"{subject} {deed.Html[ParagraphStart.Length..]}"
                : $"{subject}{ParagraphEnd}\n{deed.Html}",
        };
    }

    private static Rendering? WithShrug(Rendering? words)
    {
        if (words is null)
            return null;
        return words with
        {
            Html = words.Html.EndsWith(ParagraphEnd, StringComparison.Ordinal)
                ? $"{words.Html[..^ParagraphEnd.Length]} {Shrug}{ParagraphEnd}"
                : $"{words.Html}{ParagraphStart}{Shrug}{ParagraphEnd}",
        };
    }
}
