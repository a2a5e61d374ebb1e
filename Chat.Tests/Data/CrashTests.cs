using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Chat.Tests.Data;

/// <summary>Acknowledged means durable: the program is killed in mid-write, again and again, and forgets nothing it has confirmed.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Crashes = 4;
    private const int Senders = 6;

    private readonly ServerProcess server = new();
    private readonly ConcurrentDictionary<Guid, (string Body, Receipt? Receipt)> sent = new();

    [Fact]
    public async Task What_was_acknowledged_survives_kill_9_exactly_once_and_without_holes()
    {
        await server.StartAsync();
        using var ann = new Visitor(server.Address);
        await ann.SignUpAsync("ann", "Ann");
        var room = await ann.CreateRoomAsync("Crash");

        for (var crash = 0; crash < Crashes; crash++)
        {
            var stop = new CancellationTokenSource();
            var senders = Enumerable.Range(0, Senders).Select(_ => SendUntilItBreaksAsync(ann, room, stop.Token)).ToList();
            // Some acknowledged work first, then the blow at whatever moment that leaves.
            var goal = Acknowledged + Random.Shared.Next(5, 60);
            await Eventually.IsTrueAsync(() => Acknowledged >= goal);
            await server.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(senders);
            await server.StartAsync();
        }

        await RetryAllAsync(ann, room);
        await server.KillAsync();
        Check(room);
    }

    private int Acknowledged => sent.Values.Count(send => send.Receipt is not null);

    private async Task SendUntilItBreaksAsync(Visitor ann, long room, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var id = Guid.NewGuid();
            sent[id] = ($"message {id}", null);
            try
            {
                await SendAsync(ann, room, id);
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                return; // unknown whether it was taken: the retry will tell
            }
        }
    }

    private async Task SendAsync(Visitor ann, long room, Guid id)
    {
        var body = sent[id].Body;
        using var answer = await ann.PostJsonAsync($"/rooms/{room}/messages", ("Body", body), ("ClientId", id.ToString()));
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        var receipt = JsonSerializer.Deserialize<Receipt>(await answer.Content.ReadAsStringAsync(), JsonSerializerOptions.Web);
        if (sent[id].Receipt is { } former)
            Assert.Equal(former, receipt);
        sent[id] = (body, receipt);
    }

    /// <summary>Every send once more: the confirmed ones get the same answer, the others get one now.</summary>
    private async Task RetryAllAsync(Visitor ann, long room)
    {
        foreach (var id in sent.Keys)
            await SendAsync(ann, room, id);
    }

    private void Check(long room)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(server.Folder, "chat.db")};Pooling=False");
        database.Open();
        Assert.Equal("ok", Ask(database, "PRAGMA integrity_check").Single());

        var bodies = Ask(database, $"SELECT Body FROM Messages WHERE RoomId = {room} ORDER BY Number").ToList();
        Assert.Equal(sent.Values.Select(send => send.Body).Order(StringComparer.Ordinal), bodies.Order(StringComparer.Ordinal));
        var numbers = Ask(database, $"SELECT Number FROM Messages WHERE RoomId = {room} ORDER BY Number");
        Assert.Equal(Enumerable.Range(1, bodies.Count).Select(n => $"{n}"), numbers);
        var revisions = Ask(database, $"SELECT Rev FROM Log WHERE RoomId = {room} ORDER BY Rev").ToList();
        Assert.Equal(Enumerable.Range(1, revisions.Count).Select(n => $"{n}"), revisions);
        Assert.Equal($"{revisions.Count} {bodies.Count}", Ask(database, $"SELECT Rev || ' ' || Head FROM Rooms WHERE Id = {room}").Single());
    }

    private static IEnumerable<string> Ask(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        while (rows.Read())
            yield return rows.GetString(0);
    }

    public void Dispose() => server.Dispose();
}
