using Chat.Bench.Load;
using Chat.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Servers;

/// <summary>
/// The product with rooms and people: readers who are in one room each, so that they hear of nothing else, and senders
/// who are in all of them.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    /// <summary>The product refuses a person more than 64.</summary>
    private const int ReadersPerAccount = 50;

    private readonly ChatServer chat;
    private readonly WebApplication storage;
    private readonly Seats seats;
    private readonly Account[] audience;
    private readonly Account[] senders;

    private Stage(ChatServer chat, WebApplication storage, Seats seats, Account[] audience, Account[] senders)
    {
        this.chat = chat;
        this.storage = storage;
        this.seats = seats;
        this.audience = audience;
        this.senders = senders;
    }

    public Child Process => chat.Process;

    /// <summary>The id of the first sender; rivals give theirs the same.</summary>
    public long FirstSender => audience.Length + 1;

    /// <summary>The rooms' revisions begin here.</summary>
    public const long Rev = 0;

    public static async Task<Stage> SetAsync(ChatServer chat, Seats seats, int senders)
    {
        using var people = new Guests(chat.Port);
        var readers = seats.Rooms * AccountsPerRoom(seats);
        await Console.Error.WriteLineAsync($"Signing up {readers + senders} people ..");
        var accounts = await people.ComeAsync(readers + senders);
        var stage = new Stage(chat, Storage.Of(chat.Data), seats, accounts[..readers], accounts[readers..]);
        await stage.FurnishAsync();
        return stage;
    }

    private static int AccountsPerRoom(Seats seats) => (seats.Per + ReadersPerAccount - 1) / ReadersPerAccount;

    // Through the file: a thousand rooms with 64 senders each would take the server minutes.
    private async Task FurnishAsync()
    {
        await using var scope = storage.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
        var ids = await db.Users.ToDictionaryAsync(person => person.UserName!, person => person.Id);
        var per = AccountsPerRoom(seats);
        foreach (var (index, room) in seats.Ids.Index())
        {
            var members = audience.AsEnumerable().Skip(index * per).Take(per).Concat(senders).Select(account => ids[account.Name]).ToList();
            db.Rooms.Add(new Room { Id = room, Name = $"Room {room}", NameKey = $"room {room}", Listed = true, Members = members.Count });
            db.Memberships.AddRange(members.Select(person => new Membership { RoomId = room, PersonId = person }));
        }

        await db.SaveChangesAsync();
    }

    /// <summary>Readers who know all that is there now.</summary>
    public async Task<Func<int, IReader>> ReadersAsync(bool polls)
    {
        var cursors = await CursorsAsync();
        return polls
            ? i => new PollingReader(chat.Port, AccountOf(i).Poll(i, seats.RoomOf(i), cursors[seats.RoomOf(i)]))
            : i => new StreamingReader(chat.Port, AccountOf(i).Stream(seats.RoomOf(i), cursors[seats.RoomOf(i)]));
    }

    public async Task<Dictionary<long, long>> CursorsAsync()
    {
        await using var scope = storage.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ChatDb>().Rooms.ToDictionaryAsync(room => room.Id, room => room.Rev);
    }

    public Account AccountOf(int reader) => audience[(reader / seats.Per * AccountsPerRoom(seats)) + (reader % seats.Per / ReadersPerAccount)];

    /// <param name="length">Characters of each message.</param>
    public MessageRequest[] Requests(int length) => [.. senders.Select(sender =>
        MessageRequest.Form(chat.Port, $"/rooms/{MessageRequest.RoomBlank}/messages", sender.Headers, seats, length))];

    public async ValueTask DisposeAsync() => await storage.DisposeAsync();
}
