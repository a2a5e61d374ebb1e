using System.Collections.Concurrent;
using System.Text;
using Chat.Bench.Load;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Rivals;

/// <summary>
/// Long polls by the book: a list of the product's events, made once, for each room, and a completion source that wakes
/// all who wait.
/// </summary>
internal sealed class PlainPoll : IFanout
{
    public static readonly Rival Rival = new(
        "poll", "Kestrel: list and wake-up per room", before => RivalServer.StartAsync("poll", before), RivalServer.Request)
    {
        Poll = room => new CursorPolling($"GET /rooms/{room}/poll?cursor=", -1, " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "\"cursor\":"),
    };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private readonly ConcurrentDictionary<long, Log> rooms = new();

    public void Register(IServiceCollection services)
    {
    }

    public void Map(WebApplication app) => app.MapGet("/rooms/{room:long}/poll", PollAsync);

    public Task PublishAsync(IServiceProvider request, NewMessage message)
    {
        Of(message.Room).Add(message.Frame.Json.ToArray());
        return Task.CompletedTask;
    }

    /// <param name="cursor">How many events the reader has; −1 for all that there are.</param>
    private async Task PollAsync(HttpContext http, long room, int cursor)
    {
        var log = Of(room);
        var next = log.Next;
        var from = cursor < 0 ? log.Count : cursor;
        if (log.Count <= from)
        {
            try
            {
                await next.WaitAsync(Patience, http.RequestAborted);
            }
            catch (TimeoutException)
            {
                // Nothing came: the answer is empty.
            }
        }

        var answer = log.After(from);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = answer.Length;
        await http.Response.Body.WriteAsync(answer);
    }

    private Log Of(long room) => rooms.GetOrAdd(room, _ => new Log());

    private sealed class Log
    {
        private readonly Lock guard = new();
        private readonly List<byte[]> events = [];
        private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>To be asked for before <see cref="Count"/>: then nothing falls in between.</summary>
        public Task Next
        {
            get
            {
                lock (guard)
                    return next.Task;
            }
        }

        public int Count
        {
            get
            {
                lock (guard)
                    return events.Count;
            }
        }

        public void Add(byte[] json)
        {
            TaskCompletionSource woken;
            lock (guard)
            {
                events.Add(json);
                woken = next;
                next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            woken.SetResult();
        }

        public byte[] After(int cursor)
        {
            lock (guard)
            {
                using var answer = new MemoryStream();
                answer.Write("{\"events\":["u8);
                for (var i = cursor; i < events.Count; i++)
                {
                    if (i > cursor)
                        answer.WriteByte((byte)',');
                    answer.Write(events[i]);
                }

                answer.Write(Encoding.ASCII.GetBytes($"],\"cursor\":{events.Count}}}"));
                return answer.ToArray();
            }
        }
    }
}
