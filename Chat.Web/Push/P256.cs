using System.Buffers.Text;
using System.Security.Cryptography;

namespace Chat.Push;

/// <summary>Public keys of web push: uncompressed points of P-256 (0x04, X, Y).</summary>
internal static class P256
{
    public const int PointLength = 65;

    private const int CoordinateLength = 32;
    private const byte Uncompressed = 4;

    /// <exception cref="CryptographicException">It is no point of the curve.</exception>
    public static ECParameters Parameters(ReadOnlySpan<byte> point) =>
        point.Length == PointLength && point[0] == Uncompressed
            ? new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = { X = point.Slice(1, CoordinateLength).ToArray(), Y = point[(1 + CoordinateLength)..].ToArray() },
            }
            : throw new CryptographicException("It is no uncompressed point of P-256.");

    /// <summary>The framework gives coordinates their full length, leading zeros included.</summary>
    public static byte[] Point(ECParameters key) => [Uncompressed, .. key.Q.X!, .. key.Q.Y!];

    /// <summary>A key off the curve would let whoever chose it learn of the secret of whoever answers it.</summary>
    public static bool IsOnCurve(ReadOnlySpan<byte> point)
    {
        try
        {
            using var _ = ECDiffieHellman.Create(Parameters(point));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Base64url without padding, of exactly that many bytes: what a browser gives, and nothing that only resembles it.</summary>
    public static byte[]? Decode(string text, int length)
    {
        var bytes = new byte[length];
        return text.Length == Base64Url.GetEncodedLength(length) && Base64Url.IsValid(text, out var decoded) && decoded == length
            && Base64Url.TryDecodeFromChars(text, bytes, out _)
            ? bytes
            : null;
    }
}
