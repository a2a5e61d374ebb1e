using System.Net;
using System.Text.Json;
using Chat.Core;

namespace Chat.Tests.Delivery;

/// <summary>The program is started anew, and all who listened come back in the same moment while people go on writing.</summary>
public sealed class HomecomingTests : IDisposable
{
    private const int People = 20;
    private const int StreamsEach = 50;
    private const int Rooms = 4;
    private const int Writers = 8;
    private const int MessagesEach = 12;
    private const int InEachRoom = Writers * MessagesEach / Rooms;

    private readonly string folder = NewDatabase.InAFolderOfItsOwn();
    private readonly List<Visitor> people = [];
    private readonly List<long> rooms = [];
    private TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int sent;
    private volatile bool over;

    [Fact]
    public async Task A_thousand_clients_come_back_and_have_every_message_once()
    {
        var app = new ChatApp(folder);
        var address = app.Address.GetLeftPart(UriPartial.Authority);
        await ComeTogetherAsync(app);
        var clients = people.SelectMany(person => Enumerable.Range(0, StreamsEach).Select(number => new Client(person, rooms[number % Rooms]))).ToList();
        open.SetResult();
        var listening = clients.Select(ListenAsync).ToList();
        await Eventually.IsTrueAsync(() => clients.TrueForAll(client => client.IsThere));
        var writing = people.Take(Writers).Select(WriteAsync).ToList();
        await Eventually.IsTrueAsync(() => Volatile.Read(ref sent) > Writers * MessagesEach / 2);

        open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await app.DisposeAsync();
        app = new ChatApp(folder, settings: ("urls", address));
        open.SetResult();
        await Task.WhenAll(writing);
        await Eventually.IsTrueAsync(() => clients.TrueForAll(client => client.Count >= InEachRoom) || listening.Exists(client => client.IsFaulted));

        var heads = (await people[0].PollAsync("")).GetProperty("heads");
        over = true;
        await app.DisposeAsync();
        await Task.WhenAll(listening);
        Assert.All(rooms, room => Assert.Equal(InEachRoom, heads.GetProperty($"{room}").GetInt64()));
        Assert.All(clients, client => Assert.Equal(Enumerable.Range(1, InEachRoom).Select(number => (long)number), client.Applied));
    }

    private async Task ComeTogetherAsync(ChatApp app)
    {
        while (people.Count < People)
            people.Add(await app.SignUpAsync("person"));
        while (rooms.Count < Rooms)
            rooms.Add(await people[0].CreateRoomAsync($"Room {rooms.Count}"));
        foreach (var person in people.Skip(1))
        {
            foreach (var room in rooms)
                await person.JoinAsync(room);
        }
    }

    private async Task ListenAsync(Client client)
    {
        while (!over)
        {
            try
            {
                await client.StreamAsync();
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                await open.Task;
            }
        }
    }

    private async Task WriteAsync(Visitor person)
    {
        for (var number = 0; number < MessagesEach; number++)
        {
            await SendAsync(person, rooms[number % Rooms], $"{person.UserName} {number}");
            Interlocked.Increment(ref sent);
        }
    }

    /// <summary>Under the same id until it is taken.</summary>
    private static async Task SendAsync(Visitor person, long room, string body)
    {
        var id = Guid.NewGuid().ToString();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await IsTakenAsync(person, room, body, id))
            await pause.WaitForNextTickAsync();
    }

    private static async Task<bool> IsTakenAsync(Visitor person, long room, string body, string id)
    {
        try
        {
            using var answer = await person.PostJsonAsync($"/rooms/{room}/messages", ("Body", body), ("ClientId", id));
            if (answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK)
                return true;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
            return false;
        }
        catch (HttpRequestException error)
        {
            // Refused, or closed before an answer began: an idle connection may end in the moment in which it is used.
            Assert.True(error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded, error.ToString());
            return false;
        }
    }

    /// <summary>As a browser is one: it takes what follows its cursor, and comes back with it.</summary>
    private sealed class Client(Visitor person, long room)
    {
        private readonly string id = Guid.NewGuid().ToString("N");
        private readonly List<long> applied = [];
        private Cursor cursor = new(room, 0);
        private volatile string epoch = "";
        private int count;

        public bool IsThere => epoch.Length > 0;

        /// <summary>The numbers of all messages, as they came.</summary>
        public IReadOnlyList<long> Applied => applied;

        public int Count => Volatile.Read(ref count);

        /// <summary>Until the stream ends.</summary>
        public async Task StreamAsync()
        {
            await using var stream = await person.StreamAsync($"rooms={room}:{cursor.Rev}&epoch={epoch}&client={id}");
            while (await stream.NextAsync() is { } item)
                Take(item);
        }

        private void Take(JsonElement item)
        {
            var type = item.GetProperty("type").GetString();
            Assert.False(type is "resync" or "gone", type);
            if (type == "hello")
                epoch = item.GetProperty("epoch").GetString()!;
            if (type == "change")
                Judge(item);
        }

        private void Judge(JsonElement change)
        {
            var rev = change.GetProperty("rev").GetInt64();
            var verdict = cursor.Judge(SyncedReader.After(change), rev);
            Assert.NotEqual(Cursor.Verdict.Gap, verdict);
            if (verdict == Cursor.Verdict.Ignore)
                return;
            cursor = cursor with { Rev = rev };
            if (change.GetProperty("kind").GetString() == "message")
                applied.Add(change.GetProperty("number").GetInt64());
            Volatile.Write(ref count, applied.Count);
        }
    }

    public void Dispose()
    {
        people.ForEach(person => person.Dispose());
        Directory.Delete(folder, recursive: true);
    }
}
