using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Chat.Push;

/// <summary>
/// Encrypts what only the device may read: RFC 8291, "Message Encryption for Web Push", in the content coding aes128gcm
/// of RFC 8188.
/// </summary>
internal static class Sealing
{
    /// <summary>Push services must take 4,096 bytes (RFC 8030, section 7.2): 86 of header, one that ends the text, 16 of proof.</summary>
    public const int MaxPlaintext = 3_993;

    public const int AuthLength = 16;

    private const int MaxBody = 4_096;
    private const int SaltLength = 16;
    private const int TagLength = 16;
    private const int HeaderLength = SaltLength + sizeof(uint) + 1 + P256.PointLength;
    private const byte LastRecord = 2;

    /// <summary>What is sent is as long as a multiple of this: its length tells little of what is said.</summary>
    private const int Step = 512;

    /// <param name="device">The device's public key, a point of P-256.</param>
    /// <param name="auth">The secret shared with the device.</param>
    public static byte[] Seal(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> device, ReadOnlySpan<byte> auth)
    {
        // A key of its own for each message: who learns one, reads that message and no other.
        using var sender = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        Span<byte> salt = stackalloc byte[SaltLength];
        RandomNumberGenerator.Fill(salt);
        return Seal(plaintext, device, auth, sender, salt, PaddedLength(plaintext.Length));
    }

    private static int PaddedLength(int length) => Math.Min((length + Step - 1) / Step * Step, MaxPlaintext);

    /// <param name="padded">Length of the text with the zeros that follow it.</param>
    internal static byte[] Seal(
        ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> device, ReadOnlySpan<byte> auth, ECDiffieHellman sender, ReadOnlySpan<byte> salt, int padded)
    {
        if (plaintext.Length > padded || padded > MaxPlaintext)
            throw new ArgumentException("It does not fit into one message.", nameof(plaintext));
        var point = P256.Point(sender.ExportParameters(includePrivateParameters: false));
        Span<byte> key = stackalloc byte[16], nonce = stackalloc byte[12], text = stackalloc byte[padded + 1];
        DeriveKeys(device, auth, sender, point, salt, key, nonce);
        plaintext.CopyTo(text);
        text[plaintext.Length] = LastRecord;
        text[(plaintext.Length + 1)..].Clear();

        var body = new byte[HeaderLength + text.Length + TagLength];
        WriteHeader(body, salt, point);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce, text, body.AsSpan(HeaderLength, text.Length), body.AsSpan(HeaderLength + text.Length));
        return body;
    }

    /// <summary>RFC 8291, section 3.4.</summary>
    private static void DeriveKeys(
        ReadOnlySpan<byte> device, ReadOnlySpan<byte> auth, ECDiffieHellman sender, ReadOnlySpan<byte> point, ReadOnlySpan<byte> salt, Span<byte> key, Span<byte> nonce)
    {
        using var receiver = ECDiffieHellman.Create(P256.Parameters(device));
        Span<byte> secret = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, sender.DeriveRawSecretAgreement(receiver.PublicKey), secret, auth, [.. "WebPush: info\0"u8, .. device, .. point]);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt, "Content-Encoding: aes128gcm\0"u8);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, nonce, salt, "Content-Encoding: nonce\0"u8);
    }

    /// <summary>RFC 8188, section 2.1: salt, size of a record, and the sender's key as the key's name.</summary>
    private static void WriteHeader(Span<byte> body, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> point)
    {
        salt.CopyTo(body);
        BinaryPrimitives.WriteUInt32BigEndian(body[SaltLength..], MaxBody);
        body[SaltLength + sizeof(uint)] = P256.PointLength;
        point.CopyTo(body[(SaltLength + sizeof(uint) + 1)..]);
    }
}
