using Chat.E2E.Delivery;
using Microsoft.AspNetCore.Http;

namespace Chat.E2E.Faults;

/// <summary>Answers everything itself, with a page of its own.</summary>
internal sealed class Impostor(int status, string page, string? retryAfter = null) : IMiddlebox
{
    public static Impostor BadGateway { get; } = new(StatusCodes.Status502BadGateway, "<html><h1>502 Bad Gateway</h1></html>");

    public static Impostor BrokenBalancer { get; } = new(StatusCodes.Status500InternalServerError, "");

    /// <summary>As the program itself answers while it stops.</summary>
    public static Impostor Stopping { get; } = new(StatusCodes.Status503ServiceUnavailable, "", retryAfter: "1");

    /// <summary>What hotels and trains show to whoever has not agreed to something yet: it says that all is well.</summary>
    public static Impostor CaptivePortal { get; } = new(StatusCodes.Status200OK, "<html><body><main><p>Welcome to our guest network!</p></main></body></html>");

    public Task PassAsync(HttpContext browser, RequestDelegate onward)
    {
        browser.Response.StatusCode = status;
        browser.Response.ContentType = "text/html";
        browser.Response.Headers.RetryAfter = retryAfter;
        return browser.Response.WriteAsync(page);
    }
}
