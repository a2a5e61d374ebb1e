using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Shared;

/// <summary>What is shown instead of a page that could not be: why, and the way back.</summary>
[AllowAnonymous]
public sealed class ErrorModel(IStringLocalizer<Text> text) : PageModel
{
    public int Status { get; private set; }

    public string Heading { get; private set; } = "";

    public string Advice { get; private set; } = "";

    // The page is run in place of a request of any method, so no handler of its own could be selected.
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => context.Result = Show();

    private IActionResult Show()
    {
        Status = Asked() is >= 400 and < 600 and var status ? status : StatusCodes.Status404NotFound;
        (Heading, Advice) = Explain();
        if (Request.WantsJson())
            return Problem();
        Response.StatusCode = Status;
        return Page();
    }

    // Not bound: binding reads the form, and the form may be what is wrong.
    private int Asked() => Convert.ToInt32(RouteData.Values["status"], CultureInfo.InvariantCulture);

    private (string Heading, string Advice) Explain() => Status switch
    {
        400 => (text["This form could not be taken"], text["It may have been open for a long time. Go back, reload the page and try again."]),
        401 => (text["Sign in first"], text["This page is for people who are signed in."]),
        404 => (text["There is nothing here"], text["The page does not exist, or it is not for you to see."]),
        405 => (text["This address does not take that"], text["Go back and try again."]),
        413 => (text["That is too large"], text["Send less at a time."]),
        429 => (text["That was too often"], text["Wait a little and try again."]),
        503 => (text["The server is busy"], text["Try again in a few seconds. What you sent was not taken."]),
        _ => (text["Something went wrong here"], text["It is our fault, not yours. Try again; if it stays, tell your administrator."]),
    };

    private ObjectResult Problem() =>
        new(new ProblemDetails { Status = Status, Title = Heading, Detail = Advice, Extensions = { ["traceId"] = HttpContext.TraceIdentifier } })
        {
            StatusCode = Status,
            ContentTypes = { "application/problem+json" },
        };
}
