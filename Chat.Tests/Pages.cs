using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Chat.Tests;

/// <summary>What one looks for on a page.</summary>
internal static class Pages
{
    /// <summary>What is wrong with a field, as it stands beside it.</summary>
    public static string? ErrorOf(this IHtmlDocument page, string field) => page.GetElementById($"{field}-error")?.TextContent;

    /// <summary>What is wrong with the form as a whole.</summary>
    public static string? Alert(this IHtmlDocument page) => page.QuerySelector("main .error[role=alert]")?.TextContent;

    public static string? ValueOf(this IHtmlDocument page, string field) =>
        page.QuerySelector($"main input[name={field}]")?.GetAttribute("value");

    public static string Heading(this IHtmlDocument page) => page.QuerySelector("h1")!.TextContent.Trim();

    /// <summary>The words of a page, without what differs from one answer to the next.</summary>
    public static string Words(this IHtmlDocument page) => page.QuerySelector("main")!.TextContent;

    public static IReadOnlyList<string> Texts(this IHtmlDocument page, string selector) =>
        [.. page.QuerySelectorAll(selector).Select(element => element.TextContent.Trim())];

    public static string? Address(this IHtmlDocument page, string selector) => page.QuerySelector(selector)?.GetAttribute("href");
}
