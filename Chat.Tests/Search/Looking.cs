namespace Chat.Tests.Search;

/// <summary>What somebody finds.</summary>
internal static class Looking
{
    public static Task<AngleSharp.Html.Dom.IHtmlDocument> SearchAsync(this Visitor visitor, string query, string more = "") =>
        visitor.PageAsync($"/search?q={Uri.EscapeDataString(query)}{more}");

    /// <summary>The addresses of the messages that are found, newest first.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(this Visitor visitor, string query, string more = "") =>
        [.. (await visitor.SearchAsync(query, more)).QuerySelectorAll(".hit > a").Select(link => link.GetAttribute("href")!)];
}
