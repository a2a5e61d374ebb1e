using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Tests;

/// <summary>A certificate for this machine that nobody vouches for, in files as servers want it.</summary>
public sealed class Certificate : IDisposable
{
    public const string Name = "CN=Chat under test";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("chat-certificate-");

    public Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var today = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(today.AddDays(-1), today.AddDays(1));
        File.WriteAllText(Chain, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }

    public string Chain => Path.Combine(folder.FullName, "chain.pem");

    public string Key => Path.Combine(folder.FullName, "key.pem");

    /// <summary>With these the program itself listens on HTTPS.</summary>
    public (string Key, string Value)[] Settings =>
    [
        ("urls", ""),
        ("Kestrel:Endpoints:Https:Url", "https://127.0.0.1:0"),
        ("Kestrel:Endpoints:Https:Certificate:Path", Chain),
        ("Kestrel:Endpoints:Https:Certificate:KeyPath", Key),
    ];

    public void Dispose() => folder.Delete(recursive: true);
}
