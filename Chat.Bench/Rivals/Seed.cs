using Chat.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Rivals;

/// <summary>People, and a room that all of them are in, without the pages.</summary>
internal static class Seed
{
    /// <summary>People get the ids 1 to <paramref name="count"/>.</summary>
    public static async Task PeopleAsync(IServiceProvider services, int count, long room)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
        db.Rooms.Add(new Room { Id = room, Name = "Lobby", NameKey = "lobby", Listed = true, Members = count });
        for (var id = 1; id <= count; id++)
        {
            db.Users.Add(new Person { Id = id, UserName = $"p{id}", NormalizedUserName = $"P{id}", DisplayName = $"Person {id}" });
            db.Memberships.Add(new Membership { RoomId = room, PersonId = id });
        }

        await db.SaveChangesAsync();
    }
}
