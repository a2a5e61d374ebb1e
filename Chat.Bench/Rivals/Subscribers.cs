using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Chat.Bench.Rivals;

/// <summary>A channel for each subscriber of a room.</summary>
internal sealed class Subscribers<T>
{
    private readonly ConcurrentDictionary<long, ConcurrentDictionary<Channel<T>, bool>> rooms = new();

    public void Publish(long room, T item)
    {
        foreach (var (channel, _) in Of(room))
            channel.Writer.TryWrite(item);
    }

    /// <summary>Begins with <paramref name="hello"/>, after which nothing is missed.</summary>
    public async IAsyncEnumerable<T> SubscribeAsync(long room, T hello, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<T>(new() { SingleReader = true });
        Of(room)[channel] = true;
        try
        {
            yield return hello;
            await foreach (var item in channel.Reader.ReadAllAsync(cancellationToken))
                yield return item;
        }
        finally
        {
            Of(room).TryRemove(channel, out _);
        }
    }

    private ConcurrentDictionary<Channel<T>, bool> Of(long room) => rooms.GetOrAdd(room, _ => new());
}
