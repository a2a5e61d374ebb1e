using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Chat.Tests.Notifications;

/// <summary>The program is killed between a message and its notification, and after it.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly ServerProcess server = new();

    [Fact]
    public async Task What_was_acknowledged_is_told_once_whenever_the_program_is_killed()
    {
        await server.StartAsync();
        using var ann = new Visitor(server.Address);
        using var bob = new Visitor(server.Address);
        await ann.SignUpAsync("ann", "Ann");
        await bob.SignUpAsync("bob", "Bob");
        await SubscribeAsync(bob);
        var chat = await DirectAsync(ann, bob);

        // Nobody has had the time to work out who hears of it.
        await ann.SayAsync(chat, "before the blow");
        await server.KillAsync();
        Assert.Equal(["notify"], Kinds());

        await server.StartAsync();
        await Eventually.IsTrueAsync(() => Kinds().Contains("push", StringComparer.Ordinal));
        await server.KillAsync();
        var pushes = Ask("SELECT Payload FROM Jobs WHERE Kind = 'push'");
        Assert.Contains("before the blow", Assert.Single(pushes), StringComparison.Ordinal);
        Assert.Equal([$"{bob.Id}:1"], Ask("SELECT PersonId || ':' || Number FROM Notices"));

        // The cursor had moved with it: another start has nothing to tell.
        await server.StartAsync();
        await Eventually.IsTrueAsync(() => !Kinds().Contains("notify", StringComparer.Ordinal));
        Assert.Equal(pushes, Ask("SELECT Payload FROM Jobs WHERE Kind = 'push'"));
    }

    /// <summary>A device at a service that is out of reach, so that what is pushed to it stays where it can be seen.</summary>
    private static async Task SubscribeAsync(Visitor owner)
    {
        using var device = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = device.ExportParameters(includePrivateParameters: false).Q;
        using var key = await owner.GetAsync("/push/key", "application/json");
        using var answer = await owner.PostJsonAsync(
            "/push/subscribe", ("Endpoint", "https://push.invalid/bob"), ("P256dh", Base64Url.EncodeToString([4, .. point.X!, .. point.Y!])),
            ("Auth", Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16))),
            ("Key", (await key.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString()!));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static async Task<long> DirectAsync(Visitor one, Visitor other)
    {
        using var answer = await one.PostAsync("/direct", ("Person", $"{other.Id}"));
        return long.Parse(answer.Headers.Location!.ToString().Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private List<string> Kinds() => Ask("SELECT Kind FROM Jobs WHERE Kind IN ('notify', 'push') AND FailedAt IS NULL");

    private List<string> Ask(string sql)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(server.Folder, "chat.db")};Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var answers = new List<string>();
        while (rows.Read())
            answers.Add(rows.GetString(0));
        return answers;
    }

    public void Dispose() => server.Dispose();
}
