namespace Chat.Messages;

/// <summary>Messages that follow each other, written once for all readers.</summary>
public sealed class Passage
{
    // Where each message begins in the html. Numbers have no holes.
    private readonly int[] beginnings;

    public Passage(IReadOnlyList<MessageView> messages)
    {
        beginnings = new int[messages.Count];
        First = messages.Count > 0 ? messages[0].Number : 0;
        Html = Write(messages);
    }

    public string Html { get; }

    public int Count => beginnings.Length;

    /// <summary>The number of its first message, if it has any.</summary>
    public long First { get; }

    public long Last => First + Count - 1;

    private string Write(IReadOnlyList<MessageView> messages)
    {
        var html = new System.Text.StringBuilder();
        foreach (var (i, message) in messages.Index())
        {
            beginnings[i] = html.Length;
            html.Append(message.Html.ToString()).Append('\n');
        }

        return html.ToString();
    }

    /// <summary>Where a message begins; the end, if it is not here.</summary>
    public int PlaceOf(long? number) => number >= First && number <= Last ? beginnings[(int)(number.Value - First)] : Html.Length;
}
