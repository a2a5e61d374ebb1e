using System.Globalization;
using Chat.Data;
using Chat.Tests;
using Microsoft.EntityFrameworkCore;

namespace Chat.E2E.Presence;

/// <summary>What stories about signs of life begin with.</summary>
internal static class Scenes
{
    /// <summary>A direct chat or a group that they are in already.</summary>
    public static async Task<long> ShareRoomAsync(this ChatApp app, RoomKind kind, params IReadOnlyList<Person> people)
    {
        var ids = new List<long>();
        foreach (var person in people)
            ids.Add(await app.IdOfAsync(person));
        return await app.AskAsync(async db =>
        {
            var room = new Room { Kind = kind, Name = "Round table", NameKey = null, Members = ids.Count, Pair = kind is RoomKind.Direct ? Room.PairOf(ids[0], ids[1]) : null };
            db.Rooms.Add(room);
            await db.SaveChangesAsync();
            db.Memberships.AddRange(ids.Select(id => new Membership { RoomId = room.Id, PersonId = id }));
            await db.SaveChangesAsync();
            return room.Id;
        });
    }

    public static Task<long> IdOfAsync(this ChatApp app, Person person) =>
        app.AskAsync(db => db.Users.Where(each => each.UserName == person.UserName).Select(each => each.Id).SingleAsync());

    /// <summary>Puts the sign of somebody's presence beside the name of the room that is open, as parts of a page do.</summary>
    public static async Task<ILocator> WatchesAsync(this Person person, long other)
    {
        await person.Page.EvaluateAsync(
            "id => document.getElementById('room-name').insertAdjacentHTML('beforebegin', `<span class=\"presence\" id=\"dot-${id}\" data-presence=\"${id}\"></span>`)",
            other.ToString(CultureInfo.InvariantCulture));
        return person.Page.Locator(string.Create(CultureInfo.InvariantCulture, $"#dot-{other}"));
    }

    /// <summary>As when another window covers the page, or the phone is locked.</summary>
    public static Task CoversThePage(this Person person) => ShowsAsync(person, hidden: true);

    public static Task UncoversThePage(this Person person) => ShowsAsync(person, hidden: false);

    private static async Task ShowsAsync(Person person, bool hidden) => await person.Page.EvaluateAsync(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }",
        hidden);
}

/// <summary>The machine's clock, put forward.</summary>
internal sealed class HastyClock : TimeProvider
{
    private TimeSpan ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

    public void Skip(TimeSpan time) => ahead += time;
}
