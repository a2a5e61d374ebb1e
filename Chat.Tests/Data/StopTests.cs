using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Chat.Tests.Data;

/// <summary>Told to stop, the program finishes what it has begun, takes nothing new, and goes, whoever is connected.</summary>
public sealed class StopTests : IDisposable
{
    private const int People = 4;
    private const int StreamsEach = 30;
    private const int PollsEach = 5;
    private const int SendersEach = 2;
    private const int IdleConnections = 50;

    private static readonly string LongText = new('x', 90_000);

    private readonly ServerProcess server = new();
    private readonly List<Visitor> people = [];
    private readonly List<TcpClient> connections = [];
    private readonly ConcurrentDictionary<string, Outcome> sent = new();
    private bool stopping;
    private long room;

    private enum Outcome
    {
        Unanswered,
        Taken,
        Refused,
    }

    [Fact]
    public async Task Told_to_stop_it_answers_what_it_took_says_goodbye_and_exits_with_zero()
    {
        await server.StartAsync();
        await ComeTogetherAsync();
        var streams = await Task.WhenAll(people.SelectMany(person => Enumerable.Range(0, StreamsEach).Select(_ => ListenAsync(person))));
        var polls = people.SelectMany(person => Enumerable.Range(0, PollsEach).Select(_ => person.PollAsync("rooms=&wait=25"))).ToList();
        foreach (var _ in Enumerable.Range(0, IdleConnections))
            await ConnectAsync("GET /health HTTP/1.1\r\nHost: chat\r\n\r\n");
        await StopsReadingAsync();
        await StopsWritingAsync();

        var senders = people.SelectMany(person => Enumerable.Range(0, SendersEach).Select(_ => SendUntilItEndsAsync(person))).ToList();
        await Eventually.IsTrueAsync(() => Count(Outcome.Taken) >= 100);
        Volatile.Write(ref stopping, true);
        var exitCode = await server.TerminateAsync();
        await Task.WhenAll(senders);

        Assert.Equal(0, exitCode);
        foreach (var stream in streams)
            Assert.True(await stream.EndsAsync());
        foreach (var poll in polls)
            Assert.True((await poll).TryGetProperty("stamp", out _));
        Check();
    }

    private async Task ComeTogetherAsync()
    {
        for (var number = 0; number < People; number++)
        {
            var person = new Visitor(server.Address);
            people.Add(person);
            await person.SignUpAsync($"person{number}", $"Person {number}");
            if (number == 0)
                room = await person.CreateRoomAsync("Stop");
            else
                await person.JoinAsync(room);
        }
    }

    private static async Task<EventReader> ListenAsync(Visitor person)
    {
        var stream = await person.StreamAsync("rooms=");
        await stream.NextAsync("hello");
        return stream;
    }

    /// <summary>A stream whose reader takes nothing off the line: what is written to it gets stuck.</summary>
    private async Task StopsReadingAsync()
    {
        await ConnectAsync($"GET /events?rooms={room}:1 HTTP/1.1\r\nHost: chat\r\nAccept: text/event-stream\r\nCookie: chat={people[0].Cookie}\r\n\r\n");
        for (var number = 0; number < 10; number++)
            await people[0].SayAsync(room, LongText);
    }

    /// <summary>A message whose end never comes.</summary>
    private Task StopsWritingAsync() =>
        ConnectAsync($"POST /rooms/{room}/messages HTTP/1.1\r\nHost: chat\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\nCookie: chat={people[0].Cookie}\r\n\r\nBody=And");

    private async Task ConnectAsync(string request)
    {
        var connection = new TcpClient { ReceiveBufferSize = 1024 };
        connections.Add(connection);
        await connection.ConnectAsync(server.Address.Host, server.Address.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
    }

    private async Task SendUntilItEndsAsync(Visitor person)
    {
        while (await SendAsync(person, $"message {Guid.NewGuid()}"))
        {
        }
    }

    /// <summary>False once the server has gone.</summary>
    private async Task<bool> SendAsync(Visitor person, string body)
    {
        sent[body] = Outcome.Unanswered;
        HttpResponseMessage answer;
        try
        {
            answer = await person.PostJsonAsync($"/rooms/{room}/messages", ("Body", body), ("ClientId", Guid.NewGuid().ToString()));
        }
        catch (HttpRequestException) when (Volatile.Read(ref stopping))
        {
            return false; // closed before an answer began
        }

        using (answer)
        {
            await answer.Content.ReadAsStringAsync(); // an answer that has begun is whole
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
            else
                Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            sent[body] = answer.StatusCode == HttpStatusCode.Created ? Outcome.Taken : Outcome.Refused;
            return true;
        }
    }

    private int Count(Outcome outcome) => sent.Values.Count(value => value == outcome);

    /// <summary>What was taken is there once, what was refused is not, and what was not answered is not there twice.</summary>
    private void Check()
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(server.Folder, "chat.db")};Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = $"SELECT Body FROM Messages WHERE RoomId = {room} AND Body LIKE 'message %'";
        using var rows = command.ExecuteReader();
        var stored = new List<string>();
        while (rows.Read())
            stored.Add(rows.GetString(0));

        Assert.Distinct(stored);
        Assert.Empty(Bodies(Outcome.Taken).Except(stored));
        Assert.Empty(Bodies(Outcome.Refused).Intersect(stored));
        Assert.Empty(stored.Except(sent.Keys));
    }

    private IEnumerable<string> Bodies(Outcome outcome) => sent.Where(send => send.Value == outcome).Select(send => send.Key);

    public void Dispose()
    {
        connections.ForEach(connection => connection.Dispose());
        people.ForEach(person => person.Dispose());
        server.Dispose();
    }
}
