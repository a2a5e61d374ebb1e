using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Chat.E2E.Push;

/// <summary>What a browser is told, kept for it while it is not connected.</summary>
internal sealed class Line(string browser)
{
    private readonly Channel<JsonObject> letters = Channel.CreateUnbounded<JsonObject>();

    public string Browser => browser;

    public ChannelReader<JsonObject> Letters => letters.Reader;

    public void Tell(JsonObject letter) => letters.Writer.TryWrite(letter);
}
