using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Chat.Push;

/// <summary>
/// Says to a push service which server pushes: RFC 8292, "Voluntary Application Server Identification". A token is
/// good for all that one service is sent for half a day.
/// </summary>
internal sealed class Vapid(IOptions<PushOptions> options, TimeProvider clock)
{
    /// <summary>A day at most by the RFC; half of it leaves room for clocks that are wrong.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>A token is renewed in the middle of its life.</summary>
    private static readonly TimeSpan UsedFor = Lifetime / 2;

    /// <summary>Services are named by whoever subscribes; there are a handful, unless somebody makes them up.</summary>
    private const int MaxTokens = 1_000;

    private static readonly string Header = Encode(new { typ = "JWT", alg = "ES256" });

    private readonly ConcurrentDictionary<(string Service, string Key), Token> tokens = new();

    /// <summary>The value of the Authorization header.</summary>
    /// <param name="service">The origin of the endpoint: "https://push.example.net".</param>
    public string Authorization(string service, ServerKey key)
    {
        var now = clock.GetUtcNow();
        if (tokens.TryGetValue((service, key.Public), out var token) && now < token.RenewAt)
            return token.Header;
        if (tokens.Count >= MaxTokens)
            tokens.Clear();
        token = new Token($"vapid t={Sign(service, now + Lifetime, key)}, k={key.Public}", now + UsedFor);
        tokens[(service, key.Public)] = token;
        return token.Header;
    }

    private string Sign(string service, DateTimeOffset expires, ServerKey key)
    {
        var signed = Claims(service, expires.ToUnixTimeSeconds(), options.Value.Contact);
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(System.Text.Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>What is signed.</summary>
    internal static string Claims(string aud, long exp, string sub) => $"{Header}.{Encode(new { aud, exp, sub })}";

    private static string Encode<T>(T part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    private sealed record Token(string Header, DateTimeOffset RenewAt);
}
