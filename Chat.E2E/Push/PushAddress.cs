using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Chat.E2E.Push;

/// <summary>Where a browser takes pushes from one sender: RFC 8030, RFC 8292.</summary>
internal sealed record PushAddress(Line Line, string Channel, string? Key)
{
    /// <summary>RFC 8291 section 4: services need not take more.</summary>
    private const int MaxBody = 4_096;

    /// <summary>Why a push is not taken. What is signed and how is judged elsewhere: what matters here is that Firefox can open it.</summary>
    public string? Refusal(HttpRequest request) => request switch
    {
        { ContentLength: null or > MaxBody } => "length",
        _ when !uint.TryParse(request.Headers["TTL"], CultureInfo.InvariantCulture, out _) => "TTL",
        _ when request.Headers.ContentEncoding != "aes128gcm" => "Content-Encoding",
        _ when !IsSigned(request.Headers.Authorization.ToString()) => "Authorization",
        _ => null,
    };

    private bool IsSigned(string authorization) =>
        Key is null || (authorization.StartsWith("vapid t=", StringComparison.Ordinal) && authorization.Contains($"k={Key.TrimEnd('=')}", StringComparison.Ordinal));
}
