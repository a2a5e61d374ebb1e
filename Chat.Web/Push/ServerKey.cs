using System.Buffers.Text;
using System.Security.Cryptography;

namespace Chat.Push;

/// <summary>A key by which push services know this server (RFC 8292), and which devices name when they subscribe.</summary>
internal sealed class ServerKey : IDisposable
{
    private readonly ECDsa key;
    private readonly Lock gate = new();

    private ServerKey(ECDsa key, string file)
    {
        this.key = key;
        File = file;
        Public = Base64Url.EncodeToString(P256.Point(key.ExportParameters(includePrivateParameters: false)));
    }

    public string File { get; }

    /// <summary>The public point as base64url.</summary>
    public string Public { get; }

    /// <summary>ES256: the two numbers one after the other, as JWTs want it.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (gate)
            return key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    public static string NewPem()
    {
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return fresh.ExportPkcs8PrivateKeyPem();
    }

    /// <exception cref="IOException">The file holds no such key.</exception>
    public static ServerKey Read(string file)
    {
        var found = ECDsa.Create();
        try
        {
            found.ImportFromPem(System.IO.File.ReadAllText(file));
            _ = P256.Parameters(P256.Point(found.ExportParameters(includePrivateParameters: true)));
            return new ServerKey(found, file);
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            found.Dispose();
            throw new BrokenKeyException(file, error);
        }
    }

    public void Dispose() => key.Dispose();
}

/// <summary>A key that cannot be read must not be taken for one that was never made: all devices would be lost.</summary>
public sealed class BrokenKeyException(string file, Exception inner)
    : IOException($"{file} holds no private key of P-256. Put it back from a backup; or remove it, and all devices have to subscribe anew.", inner);
