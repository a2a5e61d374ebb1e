using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Rivals;

/// <summary>
/// The least that Kestrel needs: the product's bytes, and one loop that writes what is new in a room to each of its
/// readers who is not still busy with what came before. No heartbeats, no limits, no history.
/// </summary>
internal sealed class CoalescingFanout : IFanout
{
    public static readonly Rival Rival = new(
        "coalescing", "One loop, joined flushes", before => RivalServer.StartAsync("coalescing", before), RivalServer.Request)
    {
        Stream = SseRoute.Open,
    };

    private readonly ConcurrentDictionary<long, Room> rooms = new();
    private readonly Channel<Room> changed = Channel.CreateUnbounded<Room>(new() { SingleReader = true });

    public void Register(IServiceCollection services)
    {
    }

    public void Map(WebApplication app)
    {
        app.MapGet(SseRoute.Path, StreamAsync);
        _ = Task.Run(DeliverAsync);
    }

    public Task PublishAsync(IServiceProvider request, NewMessage message)
    {
        var room = Of(message.Room);
        if (room.Add(message.Frame.Sse))
            changed.Writer.TryWrite(room);
        return Task.CompletedTask;
    }

    private async Task StreamAsync(HttpContext http, long room)
    {
        SseRoute.Prepare(http);
        http.Response.BodyWriter.Write(SseRoute.Hello.Span);
        await http.Response.BodyWriter.FlushAsync();
        var over = new TaskCompletionSource();
        using var reader = new Reader(http.Response.BodyWriter, Of(room), changed.Writer);
        await using var left = http.RequestAborted.Register(over.SetResult);
        await over.Task;
    }

    private async Task DeliverAsync()
    {
        await foreach (var room in changed.Reader.ReadAllAsync())
            room.Deliver();
    }

    private Room Of(long room) => rooms.GetOrAdd(room, _ => new());

    private sealed class Room
    {
        private readonly Lock guard = new();
        private readonly HashSet<Reader> readers = [];
        private readonly List<ReadOnlyMemory<byte>> log = [];
        private bool waits;

        /// <returns>Whether the room is not waiting for the loop yet.</returns>
        public bool Add(ReadOnlyMemory<byte> frame)
        {
            lock (guard)
            {
                log.Add(frame);
                return !waits && (waits = true);
            }
        }

        /// <summary>A reader has something to catch up with.</summary>
        public bool IsBehind(int cursor)
        {
            lock (guard)
                return cursor < log.Count && !waits && (waits = true);
        }

        /// <returns>The cursor of one who begins now.</returns>
        public int Join(Reader reader)
        {
            lock (guard)
            {
                readers.Add(reader);
                return log.Count;
            }
        }

        public void Leave(Reader reader)
        {
            lock (guard)
                readers.Remove(reader);
        }

        public void Deliver()
        {
            Reader[] idle;
            int end;
            lock (guard)
            {
                waits = false;
                end = log.Count;
                idle = [.. readers.Where(reader => !reader.IsBusy && reader.Cursor < end)];
            }

            foreach (var equallyFar in idle.GroupBy(reader => reader.Cursor))
            {
                var due = Joined(equallyFar.Key, end);
                foreach (var reader in equallyFar)
                    reader.Write(due, end);
            }
        }

        private ReadOnlyMemory<byte> Joined(int from, int end)
        {
            var joined = new ArrayBufferWriter<byte>();
            lock (guard)
            {
                foreach (var frame in log[from..end])
                    joined.Write(frame.Span);
            }

            return joined.WrittenMemory;
        }
    }

    private sealed class Reader : IDisposable
    {
        private readonly PipeWriter output;
        private readonly Room room;
        private readonly ChannelWriter<Room> changed;
        private volatile bool busy;

        public Reader(PipeWriter output, Room room, ChannelWriter<Room> changed)
        {
            (this.output, this.room, this.changed) = (output, room, changed);
            Cursor = room.Join(this);
        }

        public int Cursor { get; private set; }

        public bool IsBusy => busy;

        public void Write(ReadOnlyMemory<byte> due, int end)
        {
            Cursor = end;
            output.Write(due.Span);
            var flush = output.FlushAsync();
            if (flush.IsCompletedSuccessfully)
                return;
            busy = true;
            _ = WaitAsync(flush);
        }

        private async Task WaitAsync(ValueTask<FlushResult> flush)
        {
            await flush;
            busy = false;
            if (room.IsBehind(Cursor))
                changed.TryWrite(room);
        }

        public void Dispose() => room.Leave(this);
    }
}
