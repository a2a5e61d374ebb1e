using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Shared;

/// <summary>How pages answer: the same outcome as a page for people and as JSON for scripts.</summary>
public static class Answers
{
    /// <summary>Whether the caller looks at pages. Scripts ask for JSON; event streams ask for neither.</summary>
    public static bool WantsPage(this HttpRequest request) => !request.WantsJson() && !request.Path.StartsWithSegments("/events", StringComparison.Ordinal);

    public static bool WantsJson(this HttpRequest request) =>
        request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether only the changed part of the page is asked for.</summary>
    public static bool WantsFragment(this HttpRequest request) => request.Headers.ContainsKey("HX-Request");

    /// <summary>Whether the request was refused already, and this is its second run, for the page that says why.</summary>
    public static bool IsErrorPage(this HttpContext http) => http.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    /// <summary>422: what is wrong stands next to each field, and what was typed is kept.</summary>
    public static IActionResult Invalid(this PageModel page, int status = StatusCodes.Status422UnprocessableEntity)
    {
        if (page.Request.WantsJson())
            return page.Problem(status);
        page.Response.StatusCode = status;
        return page.Page();
    }

    public static IActionResult Invalid(this PageModel page, string field, string error, int status = StatusCodes.Status422UnprocessableEntity)
    {
        page.ModelState.AddModelError(field, error);
        return page.Invalid(status);
    }

    /// <summary>303: done, and here is what to look at now.</summary>
    public static IActionResult SeeOther(this PageModel page, string path)
    {
        page.Response.Headers.Location = path;
        return page.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>429 on a page without a form of its own.</summary>
    public static IActionResult Busy(this PageModel page, TimeSpan wait)
    {
        page.Response.RetryAfter(wait);
        return page.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    /// <summary>429 beside the form, with the seconds to wait.</summary>
    public static IActionResult TooMany(this PageModel page, TimeSpan wait)
    {
        var seconds = page.Response.RetryAfter(wait);
        var text = page.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<Text>>();
        return page.Invalid("", text["Too many attempts. Try again in {0} seconds.", seconds], StatusCodes.Status429TooManyRequests);
    }

    /// <summary>429 where there is no page.</summary>
    public static StatusCodeHttpResult TooMany(this HttpContext http, TimeSpan wait)
    {
        http.Response.RetryAfter(wait);
        return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    private static int RetryAfter(this HttpResponse response, TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return seconds;
    }

    private static ObjectResult Problem(this PageModel page, int status)
    {
        var problem = new ValidationProblemDetails(page.ModelState) { Status = status, Title = page.ModelState.FirstError() };
        return new ObjectResult(problem) { StatusCode = status, ContentTypes = { "application/problem+json" } };
    }

    private static string? FirstError(this ModelStateDictionary state) =>
        state.Values.SelectMany(entry => entry.Errors).Select(error => error.ErrorMessage).FirstOrDefault();
}
