using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Chat.Core;

namespace Chat.Tests.Core;

/// <summary>Reads a message as a browser would.</summary>
internal static class Html
{
    public static IHtmlElement Read(string source) => Parse(Markup.ToHtml(source));

    public static IHtmlElement Parse(string html) => new HtmlParser().ParseDocument("<!doctype html><body>" + html).Body!;

    public static IElement? Link(string source) => Read(source).QuerySelector("a");

    public static string? Href(string source) => Link(source)?.GetAttribute("href");

    /// <summary>The words a reader sees, with LF where a line is broken.</summary>
    public static string Words(string source) => Read(source).TextContent.Trim();
}
