using AngleSharp.Dom;
using Chat.Data;
using Chat.Tests.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Previews;

/// <summary>Pages that can be linked to, and their cards in a room.</summary>
internal static class Cards
{
    public static ChatApp Program(Web web, TimeProvider? clock = null, string? folder = null, params (string, string)[] settings) =>
        new(folder, clock, web.Lend, [("Chat:Previews:Enabled", "true"), .. settings]);

    /// <summary>A page with all that a card shows.</summary>
    public static string Publishes(this Web web, string path, string title, string host = "news")
    {
        web.Has($"{path}.png", "image/png", Pixels.Png(1200, 630));
        web.Has(path, $"""
            <!DOCTYPE html><html><head><meta property="og:title" content="{title}"><meta property="og:description" content="About {title}">
            <meta property="og:site_name" content="The News"><meta property="og:image" content="{path}.png"></head><body>
            """);
        return web.At(path, host);
    }

    /// <summary>The titles of the cards below a message, once there are so many.</summary>
    public static async Task<IReadOnlyList<string>> CardsAsync(this Visitor visitor, long room, long number, int count)
    {
        IReadOnlyList<string> titles = [];
        await Eventually.IsTrueAsync(async () => (titles = await visitor.TitlesAsync(room, number)).Count == count);
        return titles;
    }

    public static async Task<IReadOnlyList<string>> TitlesAsync(this Visitor visitor, long room, long number) =>
        [.. (await visitor.MessageAsync(room, number)).QuerySelectorAll(".preview .title").Select(title => title.TextContent)];

    public static async Task<IElement> MessageAsync(this Visitor visitor, long room, long number) =>
        (await visitor.PageAsync($"/rooms/{room}/{number}")).GetElementById($"m{number}")!;

    /// <summary>Until nothing waits to be looked at.</summary>
    public static Task LooksAtAllAsync(this ChatApp app) =>
        Eventually.IsTrueAsync(() => app.AskAsync(async db => !await db.PreviewRequests.AnyAsync()));

    public static Task<List<LinkPreview>> PreviewsAsync(this ChatApp app) => app.AskAsync(db => db.Previews.AsNoTracking().ToListAsync());
}
