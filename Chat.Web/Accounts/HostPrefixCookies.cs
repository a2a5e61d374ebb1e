using Microsoft.AspNetCore.Authentication.Cookies;

namespace Chat.Accounts;

/// <summary>
/// Names the cookie <c>__Host-…</c> over HTTPS, so that no sibling domain and no plain-text page can plant one
/// (RFC 6265bis, 4.1.3.2). Over plain HTTP, on a machine in the own network, browsers would refuse such a name.
/// </summary>
public sealed class HostPrefixCookies : ICookieManager
{
    private readonly ChunkingCookieManager inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        inner.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        inner.DeleteCookie(context, Name(context, key), options);

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? $"__Host-{key}" : key;
}
