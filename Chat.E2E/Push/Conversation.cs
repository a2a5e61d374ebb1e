using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chat.E2E.Push;

/// <summary>One connection of one browser: it greets, asks for addresses and gives them back, and hears what was pushed.</summary>
internal sealed class Conversation(WebSocket socket, Autopush service)
{
    private Line? line;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var telling = Task.CompletedTask;
        while (await HearAsync(over.Token) is { } said)
        {
            var greeted = line is not null;
            Answer(said);
            if (!greeted && line is not null)
                telling = TellAsync(line, over.Token);
        }

        await over.CancelAsync();
        await telling;
    }

    private void Answer(JsonObject said)
    {
        switch ((string?)said["messageType"])
        {
            case "hello":
                line = service.LineOf((string?)said["uaid"]);
                line.Tell(new() { ["messageType"] = "hello", ["status"] = 200, ["uaid"] = line.Browser, ["use_webpush"] = true, ["broadcasts"] = new JsonObject() });
                break;
            case "register":
                var address = service.Register(line!, (string)said["channelID"]!, (string?)said["key"]);
                line!.Tell(new() { ["messageType"] = "register", ["status"] = 200, ["channelID"] = (string?)said["channelID"], ["pushEndpoint"] = address.ToString() });
                break;
            case "unregister":
                service.Unregister((string)said["channelID"]!);
                line!.Tell(new() { ["messageType"] = "unregister", ["status"] = 200, ["channelID"] = (string?)said["channelID"] });
                break;
            case "ack":
                foreach (var update in said["updates"]!.AsArray())
                    service.Acknowledge((string)update!["version"]!, (int)update["code"]!);
                break;
        }
    }

    /// <returns>What it said next; null when it has gone.</returns>
    private async Task<JsonObject?> HearAsync(CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[4_096];
        while (true)
        {
            var part = await ReceiveAsync(buffer, cancellationToken);
            if (part is null or { MessageType: WebSocketMessageType.Close })
                return null;
            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return JsonSerializer.Deserialize<JsonObject>(text.ToArray());
        }
    }

    private async Task<WebSocketReceiveResult?> ReceiveAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, cancellationToken);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            return null;
        }
    }

    private async Task TellAsync(Line to, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var letter in to.Letters.ReadAllAsync(cancellationToken))
                await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(letter), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            // It has gone; what is left waits for its next connection.
        }
    }
}
