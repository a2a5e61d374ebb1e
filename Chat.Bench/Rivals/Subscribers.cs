using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Chat.Bench.Rivals;

/// <summary>A channel for each subscriber.</summary>
internal sealed class Subscribers<T>
{
    private readonly ConcurrentDictionary<Channel<T>, bool> channels = new();

    public void Publish(T item)
    {
        foreach (var (channel, _) in channels)
            channel.Writer.TryWrite(item);
    }

    public async IAsyncEnumerable<T> SubscribeAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<T>(new() { SingleReader = true });
        channels[channel] = true;
        try
        {
            await foreach (var item in channel.Reader.ReadAllAsync(cancellationToken))
                yield return item;
        }
        finally
        {
            channels.TryRemove(channel, out _);
        }
    }
}
