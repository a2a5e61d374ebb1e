using Chat.E2E.Delivery;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Chat.E2E.Faults;

/// <summary>Lets browsers keep pages for the way back, though the program forbids it: some do so anyway on plain HTTP.</summary>
internal sealed class Keeper : IMiddlebox
{
    public Task PassAsync(HttpContext browser, RequestDelegate onward)
    {
        browser.Response.OnStarting(Permit, browser.Response);
        return onward(browser);
    }

    private static Task Permit(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        if (headers.ContentType.ToString().StartsWith("text/html", StringComparison.Ordinal))
            headers.Remove(HeaderNames.CacheControl);
        return Task.CompletedTask;
    }
}
