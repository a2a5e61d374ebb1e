using Microsoft.Net.Http.Headers;

namespace Chat.Shared;

/// <summary>
/// Names every cookie <c>__Host-…</c> over HTTPS, so that no sibling domain and no plain-text page can plant one
/// (RFC 6265bis, 4.1.3.2). Over plain HTTP, on a machine in the own network, browsers would refuse such a name.
/// Inside the program the names are the same either way.
/// </summary>
public static class HostCookies
{
    private const string Prefix = "__Host-";

    public static IApplicationBuilder UseHostCookies(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Request.IsHttps)
        {
            http.Request.Headers.Cookie = Ours([.. http.Request.Headers.Cookie.OfType<string>()]);
            http.Response.OnStarting(Bind, http.Response); // registered first, called last
        }

        return next(http);
    });

    private static string? Ours(string[] header) =>
        CookieHeaderValue.TryParseList(header, out var cookies)
            ? string.Join("; ", cookies
                .Where(cookie => cookie.Name.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(cookie => $"{cookie.Name.AsSpan()[Prefix.Length..]}={cookie.Value}"))
            : null;

    private static Task Bind(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        if (headers.SetCookie.Count > 0)
            headers.SetCookie = headers.SetCookie.Select(cookie => Prefix + cookie).ToArray();
        return Task.CompletedTask;
    }
}
