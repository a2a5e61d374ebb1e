using System.Text;
using Chat.Data;
using Chat.Messages;
using Chat.Shared;
using Microsoft.EntityFrameworkCore;

namespace Chat.Previews;

/// <summary>The cards below a message: what the pages it links to say of themselves.</summary>
internal sealed class PreviewPart : ITailPart
{
    private const string Start = "<div class='previews'>";

    /// <summary>A picture this wide, and so much wider than high, stands above the words; others beside them.</summary>
    private const int WideFrom = 320;

    public void Write(StringBuilder html, WriteScope scope, Message message) => html.Append(Html(scope, message));

    /// <summary>Whether the message shows what is known now.</summary>
    public static bool IsDrawn(WriteScope scope, Message message) => Html(scope, message) is { Length: > 0 } html
        ? message.Tail.Contains(html, StringComparison.Ordinal)
        : !message.Tail.Contains(Start, StringComparison.Ordinal);

    private static string Html(WriteScope scope, Message message)
    {
        if (message.HidesPreviews || message.DeletedAt is not null || MessageLinks.In(message.Html) is not { Count: > 0 } links)
            return "";
        var known = scope.Db.Previews.AsNoTracking().Where(p => links.Contains(p.Url) && !p.IsEmpty).ToDictionary(p => p.Url, StringComparer.Ordinal);
        return known.Count == 0 ? "" : $"{Start}{string.Concat(links.Select(known.GetValueOrDefault).OfType<LinkPreview>().Select(Card))}</div>";
    }

    // The same bytes for every reader, in single quotes: see MessageView.
    private static Fragment Card(LinkPreview preview) => Fragment.Of($"""
        <a class='preview{Shape(preview)}' href='{preview.Url}' data-preview='{preview.Id}' target='_blank' rel='noopener noreferrer'><span class='site' dir='auto'>{preview.Site}</span><strong class='title' dir='auto'>{preview.Title}</strong>{Description(preview)}{Picture(preview)}</a>
        """);

    private static Fragment Shape(LinkPreview preview) => Fragment.Trusted(
        preview is { Picture: null } ? "" : IsWide(preview) ? " wide" : " beside");

    private static bool IsWide(LinkPreview preview) =>
        preview.PictureWidth >= WideFrom && preview.PictureWidth * 3 >= preview.PictureHeight * 4;

    private static Fragment Description(LinkPreview preview) => preview.Description.Length == 0
        ? Fragment.Empty
        : Fragment.Of($"<span class='description' dir='auto'>{preview.Description}</span>");

    private static Fragment Picture(LinkPreview preview) => preview.Picture is not { } name
        ? Fragment.Empty
        : Fragment.Of($"<img src='/previews/{preview.Id}/picture?key={name}' width='{preview.PictureWidth}' height='{preview.PictureHeight}' alt='' loading='lazy' decoding='async'>");
}
