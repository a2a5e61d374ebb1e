using AngleSharp.Html.Dom;

namespace Chat.Tests.Accounts;

/// <summary>What stands in the larger fields of a form.</summary>
internal static class Choices
{
    public static string Typed(this IHtmlDocument page, string area) => ((IHtmlTextAreaElement)page.GetElementById(area)!).Value;

    public static string? Chosen(this IHtmlDocument page, string choice) => ((IHtmlSelectElement)page.GetElementById(choice)!).Value;
}
