using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Chat.Shared;

/// <summary>
/// A labelled input with its hint and its error: <c>&lt;field for="Name" label="…" hint="…"&gt;</c>.
/// Of several lines with <c>type="textarea"</c>. Other attributes go to the input.
/// </summary>
[HtmlTargetElement("field", Attributes = "for,label")]
public sealed class FieldTagHelper : TagHelper
{
    public required ModelExpression For { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    public string Type { get; set; } = "text";

    [ViewContext]
    [HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var error = Error();
        var input = Input(output, error);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", "field");
        output.Content.AppendHtml(Element("label", Label, ("for", Id)));
        output.Content.AppendHtml(input);
        if (Hint is not null)
            output.Content.AppendHtml(Element("p", Hint, ("class", "hint"), ("id", $"{Id}-hint")));
        if (error is not null)
            output.Content.AppendHtml(Element("p", error, ("class", "error"), ("id", $"{Id}-error")));
    }

    private string Id => For.Name;

    private string? Error() =>
        ViewContext.ModelState.TryGetValue(For.Name, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    private TagBuilder Input(TagHelperOutput output, string? error)
    {
        var input = Type == "textarea" ? Area() : Line();
        foreach (var attribute in output.Attributes)
            input.Attributes[attribute.Name] = attribute.Value?.ToString() ?? "";
        input.Attributes["id"] = Id;
        input.Attributes["name"] = For.Name;
        if (Type is "text" or "textarea")
            input.Attributes["dir"] = "auto";
        if (error is not null)
            input.Attributes["aria-invalid"] = "true";
        if (error is not null || Hint is not null)
            input.Attributes["aria-describedby"] = error is not null ? $"{Id}-error" : $"{Id}-hint";
        return input;
    }

    private TagBuilder Area()
    {
        var area = new TagBuilder("textarea");
        // Browsers leave the first line end out.
        area.InnerHtml.Append("\n" + Value());
        return area;
    }

    private TagBuilder Line()
    {
        var line = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        line.Attributes["type"] = Type;
        if (Type != "password" && Value() is { } value)
            line.Attributes["value"] = value;
        return line;
    }

    private string? Value() =>
        ViewContext.ModelState.TryGetValue(For.Name, out var entry) && entry.AttemptedValue is { } typed
            ? typed
            : Convert.ToString(For.Model, CultureInfo.CurrentCulture);

    private static TagBuilder Element(string name, string content, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        var element = new TagBuilder(name);
        foreach (var (attribute, value) in attributes)
            element.Attributes[attribute] = value;
        element.InnerHtml.Append(content);
        return element;
    }
}

/// <summary>What is wrong with the form as a whole, said aloud to screen readers.</summary>
[HtmlTargetElement("error-summary")]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!ViewContext.ModelState.TryGetValue("", out var entry) || entry.Errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "p";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error");
        output.Attributes.SetAttribute("role", "alert");
        output.Content.SetContent(entry.Errors[0].ErrorMessage);
    }
}
