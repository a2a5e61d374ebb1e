using Chat.Data;
using Chat.Messages;
using Microsoft.Extensions.Options;

namespace Chat.Previews;

/// <summary>Asks for previews of what messages link to. A message without a link costs a look at its letters.</summary>
internal sealed class PreviewWitness(PreviewQueue queue, IOptions<PreviewOptions> options) : IMessageWitness
{
    private readonly bool isEnabled = options.Value.Enabled;

    public void Saw(WriteScope scope, WrittenMessage message)
    {
        if (isEnabled && MessageLinks.In(message.Html).Count > 0)
            queue.Ask(scope, message.Room, message.Number);
        else if (message.Former is { } former && MessageLinks.MayBeIn(former))
            PreviewQueue.Drop(scope, message.Room, message.Number);
    }
}
