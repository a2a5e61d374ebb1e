using System.Security.Cryptography;

namespace Chat.Shared;

/// <summary>
/// The content security policy: only our own files, and the two inline blocks that carry this response's nonce
/// (the import map, and the rule that sets one's own messages apart).
/// </summary>
public static class Csp
{
    private static readonly object NonceKey = new();

    public static string Nonce(this HttpContext http)
    {
        if (http.Items.TryGetValue(NonceKey, out var nonce))
            return (string)nonce!;
        var fresh = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        http.Items[NonceKey] = fresh;
        return fresh;
    }

    /// <summary>Sets the headers that every answer carries.</summary>
    public static IApplicationBuilder UseSafeHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(SetHeaders, http);
        return next(http);
    });

    private static Task SetHeaders(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        if (http.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) != true)
            return Task.CompletedTask;
        var nonce = http.Nonce();
        headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; " +
            "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // What has an ETag is kept and asked about; everything else is nobody's to keep.
        headers.CacheControl = headers.ETag.Count > 0 ? "private, no-cache" : "private, no-store";
        headers.Pragma = default;
        return Task.CompletedTask;
    }
}
