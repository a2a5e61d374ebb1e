using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Presence;

/// <summary>Signs of life, as pages give them.</summary>
internal static class Signs
{
    public static async Task ReportsAsync(this Visitor visitor, string state, string client = "page")
    {
        using var answer = await visitor.PostJsonAsync("/presence", ("Client", client), ("State", state));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    public static async Task TypesAsync(this Visitor visitor, long room, bool types = true)
    {
        using var answer = await visitor.PostJsonAsync($"/rooms/{room}/typing", ("Typing", types ? "true" : "false"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    public static async Task ReadsAsync(this Visitor visitor, long room, long number)
    {
        using var answer = await visitor.PostJsonAsync($"/rooms/{room}/read", ("Number", number.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    /// <summary>What one is told of others, in the order of asking: "online", or "offline, seen at …".</summary>
    public static async Task<string> LooksForAsync(this Visitor visitor, params IEnumerable<Visitor> others)
    {
        using var answer = await visitor.GetAsync($"/presence?of={string.Join(',', others.Select(other => other.Id))}", "application/json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var people = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("people");
        return string.Join("; ", people.EnumerateArray().Select(Words));
    }

    public static string Words(this JsonElement sighting) =>
        sighting.TryGetProperty("seen", out var seen) && seen.ValueKind is JsonValueKind.String
            ? $"{sighting.GetProperty("state").GetString()}, seen at {seen.GetDateTimeOffset().UtcDateTime:HH:mm:ss}"
            : sighting.GetProperty("state").GetString()!;

    /// <summary>A stream that shows the room, once it is live.</summary>
    public static async Task<EventReader> ViewsAsync(this Visitor visitor, long room)
    {
        var page = await visitor.PageAsync($"/rooms/{room}");
        var stream = await visitor.StreamAsync($"rooms={room}:{page.QuerySelector("main")!.GetAttribute("data-cursor")}");
        await stream.NextAsync("hello");
        return stream;
    }

    /// <summary>A room that the pages of this part do not make: a direct chat or a group.</summary>
    public static Task<long> HasRoomAsync(this ChatApp app, RoomKind kind, params IReadOnlyList<Visitor> members) => app.AskAsync(async db =>
    {
        var room = new Room
        {
            Kind = kind,
            Name = "",
            NameKey = null,
            Pair = kind is RoomKind.Direct ? Room.PairOf(members[0].Id, members[1].Id) : null,
            Members = members.Count,
        };
        db.Rooms.Add(room);
        await db.SaveChangesAsync();
        db.Memberships.AddRange(members.Select(member => new Membership { RoomId = room.Id, PersonId = member.Id }));
        await db.SaveChangesAsync();
        return room.Id;
    });

    public static Task AreFriendsAsync(this ChatApp app, Visitor one, Visitor other) => app.HasAsync(new Friendship
    {
        LowId = Math.Min(one.Id, other.Id),
        HighId = Math.Max(one.Id, other.Id),
        Since = DateTimeOffset.UnixEpoch,
    });

    public static Task BlocksAsync(this ChatApp app, Visitor one, Visitor other) =>
        app.HasAsync(new Block { PersonId = one.Id, BlockedId = other.Id, CreatedAt = DateTimeOffset.UnixEpoch });

    private static Task<int> HasAsync(this ChatApp app, object row) => app.AskAsync(async db =>
    {
        db.Add(row);
        return await db.SaveChangesAsync();
    });

    public static Task SetAsync(this ChatApp app, Visitor visitor, Action<Person> change) => app.AskAsync(async db =>
    {
        change(await db.Users.SingleAsync(person => person.Id == visitor.Id));
        return await db.SaveChangesAsync();
    });

    public static Task SetAsync(this ChatApp app, long room, Action<Room> change) => app.AskAsync(async db =>
    {
        change(await db.Rooms.SingleAsync(each => each.Id == room));
        return await db.SaveChangesAsync();
    });

    public static Task SetAsync(this ChatApp app, long room, Visitor member, Action<Membership> change) => app.AskAsync(async db =>
    {
        change(await db.Memberships.SingleAsync(each => each.RoomId == room && each.PersonId == member.Id));
        return await db.SaveChangesAsync();
    });
}
