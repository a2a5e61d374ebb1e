using System.Buffers.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Chat.E2E.Push;

/// <summary>What a sender posted for a browser; the service cannot read it.</summary>
public sealed record Pushed(string Token, byte[] Body)
{
    public string Version { get; } = Guid.NewGuid().ToString("N");

    public static async Task<Pushed> ReadAsync(string token, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return new Pushed(token, body.ToArray());
    }

    internal JsonObject For(string channel) => new()
    {
        ["messageType"] = "notification",
        ["channelID"] = channel,
        ["version"] = Version,
        ["data"] = Base64Url.EncodeToString(Body),
        ["headers"] = new JsonObject { ["encoding"] = "aes128gcm" },
    };
}
