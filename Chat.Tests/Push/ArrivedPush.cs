using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Chat.Tests.Push;

/// <summary>A push as it arrives at a push service, and all that a strict one looks at.</summary>
internal sealed partial record ArrivedPush(
    string Method, string Service, string? ContentEncoding, string? Ttl, string? Urgency, string? Topic, string? Authorization, byte[] Body)
{
    /// <summary>RFC 8030, section 7.2.</summary>
    private const int MaxBody = 4_096;

    private const int SaltLength = 16;
    private const int KeyLength = 65;
    private const int HeaderLength = SaltLength + sizeof(uint) + 1 + KeyLength;
    private const int TagLength = 16;

    /// <summary>Apple asks for less than a day; we promise half.</summary>
    private static readonly TimeSpan MaxLife = TimeSpan.FromHours(12);

    public static async Task<ArrivedPush> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var headers = request.Headers;
        return new ArrivedPush(
            request.Method, $"https://{request.Host}", headers.ContentEncoding, headers["TTL"], headers["Urgency"], headers["Topic"],
            headers.Authorization, body.ToArray());
    }

    /// <returns>The status that a strict service answers and why, or null if nothing is wrong.</returns>
    public (int Status, string Fault)? FaultFor(FakeDevice device, DateTimeOffset now)
    {
        if (Method != "POST" || ContentEncoding != "aes128gcm")
            return (StatusCodes.Status400BadRequest, $"{Method} in {ContentEncoding}");
        if (!long.TryParse(Ttl, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return (StatusCodes.Status400BadRequest, $"TTL {Ttl}");
        if (Urgency is not ("very-low" or "low" or "normal" or "high"))
            return (StatusCodes.Status400BadRequest, $"urgency {Urgency}");
        if (Topic is null || !TopicPattern().IsMatch(Topic))
            return (StatusCodes.Status400BadRequest, $"topic {Topic}");
        if (Body.Length > MaxBody)
            return (StatusCodes.Status413PayloadTooLarge, $"{Body.Length} bytes");
        if (VapidFault(device, now) is { } fault)
            return (StatusCodes.Status403Forbidden, fault);
        return TryOpen(device) is null ? (StatusCodes.Status400BadRequest, "it does not decrypt") : null;
    }

    /// <summary>RFC 8292.</summary>
    private string? VapidFault(FakeDevice device, DateTimeOffset now)
    {
        if (VapidPattern().Match(Authorization ?? "") is not { Success: true } vapid)
            return $"authorization {Authorization}";
        var (token, key) = (vapid.Groups["t"].Value, vapid.Groups["k"].Value);
        if (key != device.ServerKey)
            return "another key than the device subscribed with";
        if (!Signed(token, key))
            return "signature";
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;
        if (claims.GetProperty("aud").GetString() != Service)
            return $"aud {claims.GetProperty("aud")}";
        var expires = DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64());
        if (expires <= now || expires > now + MaxLife)
            return $"exp {expires:u} at {now:u}";
        var contact = claims.GetProperty("sub").GetString()!;
        return ContactPattern().IsMatch(contact) ? null : $"sub {contact}";
    }

    /// <summary>Whether a token (header.claims.signature) was signed with this public point.</summary>
    public static bool Signed(string token, string key)
    {
        var point = Base64Url.DecodeFromChars(key);
        using var signer = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = { X = point[1..33], Y = point[33..] } });
        var dot = token.LastIndexOf('.');
        var header = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[0])).RootElement;
        return header.GetProperty("alg").GetString() == "ES256"
            && signer.VerifyData(Encoding.ASCII.GetBytes(token[..dot]), Base64Url.DecodeFromChars(token.AsSpan(dot + 1)), HashAlgorithmName.SHA256);
    }

    public Received OpenBy(FakeDevice device) =>
        new(Encoding.UTF8.GetString(TryOpen(device)!), long.Parse(Ttl!, CultureInfo.InvariantCulture), Urgency!, Topic!, Body.Length);

    private byte[]? TryOpen(FakeDevice device)
    {
        try
        {
            return Open(Body, device.Key, device.Point, device.Secret);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What a browser does with a body: RFC 8291 and RFC 8188, from the receiver's side.</summary>
    public static byte[] Open(byte[] body, ECDiffieHellman key, byte[] point, byte[] secret)
    {
        var salt = body[..SaltLength];
        if (BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(SaltLength)) < body.Length - HeaderLength || body[SaltLength + sizeof(uint)] != KeyLength)
            throw new ArgumentException("It is no single record with a key.", nameof(body));
        var sender = body[(HeaderLength - KeyLength)..HeaderLength];
        using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = { X = sender[1..33], Y = sender[33..] } });
        var shared = key.DeriveRawSecretAgreement(theirs.PublicKey);
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, secret, [.. "WebPush: info\0"u8, .. point, .. sender]);
        var cipherKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());

        var text = new byte[body.Length - HeaderLength - TagLength];
        using var cipher = new AesGcm(cipherKey, TagLength);
        cipher.Decrypt(nonce, body.AsSpan(HeaderLength, text.Length), body.AsSpan(HeaderLength + text.Length), text);
        var end = Array.FindLastIndex(text, octet => octet != 0);
        return end >= 0 && text[end] == 2 ? text[..end] : throw new CryptographicException("It is not the last record.");
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,32}$", RegexOptions.NonBacktracking)]
    private static partial Regex TopicPattern();

    [GeneratedRegex(@"^vapid t=(?<t>[\w-]+\.[\w-]+\.[\w-]+), k=(?<k>[\w-]+)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex VapidPattern();

    [GeneratedRegex(@"^(mailto:[^\s@<>]+@[^\s@<>]+|https://\S+)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ContactPattern();
}
