using Chat.E2E.Delivery;
using Microsoft.AspNetCore.Http;

namespace Chat.E2E.App;

/// <summary>A proxy whose server is gone says so itself.</summary>
internal sealed class BadGateway : IMiddlebox
{
    public Task PassAsync(HttpContext browser, RequestDelegate onward)
    {
        browser.Response.StatusCode = StatusCodes.Status502BadGateway;
        browser.Response.ContentType = "text/html";
        return browser.Response.WriteAsync("<h1>502 Bad Gateway</h1>");
    }
}
