using System.Buffers.Text;
using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Chat.Data;
using Chat.Push;
using Microsoft.Extensions.Options;

namespace Chat.Tests.Push;

/// <summary>What others have written by the same RFCs reads what we write, and we what they write.</summary>
public sealed class SecondOpinionTests : IDisposable
{
    private const string Service = "https://push.example";

    private const string Remedy = "./test installs what it needs; by hand: apt-get install nodejs npm, and npm ci in Chat.Tests/Push/opinion";

    private readonly string folder = Directory.CreateTempSubdirectory("chat-opinion-").FullName;
    private readonly ECDiffieHellman device = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] auth = RandomNumberGenerator.GetBytes(16);

    [Fact]
    public async Task Libraries_of_others_open_what_we_seal_and_believe_what_we_sign()
    {
        var opinion = await AskAsync("안녕, 세상 👩‍👩‍👧");

        Assert.Equal("안녕, 세상 👩‍👩‍👧", opinion.GetProperty("text").GetString());
        Assert.True(opinion.GetProperty("signed").GetBoolean());
        var claims = opinion.GetProperty("claims");
        Assert.Equal(Service, claims.GetProperty("aud").GetString());
        Assert.Equal("mailto:chat@example.org", claims.GetProperty("sub").GetString());
        var life = DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64()) - TimeProvider.System.GetUtcNow();
        Assert.InRange(life, TimeSpan.FromHours(11), TimeSpan.FromHours(12));
    }

    [Fact]
    public async Task The_strict_service_of_our_tests_takes_what_libraries_of_others_send()
    {
        var opinion = await AskAsync("question");

        var body = Base64Url.DecodeFromChars(opinion.GetProperty("body").GetString());
        Assert.Equal("answer", Encoding.UTF8.GetString(ArrivedPush.Open(body, device, Point, auth)));
        var (authorization, key) = (opinion.GetProperty("authorization").GetString()!, opinion.GetProperty("key").GetString()!);
        var token = authorization["vapid t=".Length..authorization.IndexOf(',', StringComparison.Ordinal)];
        Assert.True(ArrivedPush.Signed(token, key));
        Assert.Equal($"vapid t={token}, k={key}", authorization);
    }

    private async Task<JsonElement> AskAsync(string text)
    {
        using var keys = new ServerKeys(Options.Create(new DataOptions { Data = folder }));
        var vapid = new Vapid(Options.Create(new PushOptions()), TimeProvider.System);
        return await AskAsync(Sealing.Seal(Encoding.UTF8.GetBytes(text), Point, auth), vapid.Authorization(Service, keys.Find(keys.Public)!));
    }

    private byte[] Point => device.ExportParameters(includePrivateParameters: false).Q is var q ? [4, .. q.X!, .. q.Y!] : [];

    private async Task<JsonElement> AskAsync(byte[] body, string authorization)
    {
        var opinion = Path.Combine(Sources.Root, "Chat.Tests", "Push", "opinion");
        Assert.True(Directory.Exists(Path.Combine(opinion, "node_modules", "http_ece")), $"The libraries of others are not installed. Remedy: {Remedy}");
        using var node = Start(Path.Combine(opinion, "opinion.js"));
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(new
        {
            body = Base64Url.EncodeToString(body),
            privateKey = Base64Url.EncodeToString(device.ExportParameters(includePrivateParameters: true).D),
            auth = Base64Url.EncodeToString(auth),
            authorization,
            endpoint = $"{Service}/to/1",
            answer = "answer",
        }));
        node.StandardInput.Close();
        var (said, complained) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, $"{await complained}\nRemedy: {Remedy}");
        return JsonDocument.Parse(await said).RootElement;
    }

    private static Process Start(string script)
    {
        var start = new ProcessStartInfo("node", [script]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"There is no node. Remedy: {Remedy}", missing);
        }
    }

    public void Dispose()
    {
        device.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
