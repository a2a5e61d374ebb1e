using Chat.Core;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Messages;

/// <summary>
/// Renders what somebody says in a room. What only the room can tell is asked before the write: whom an @ calls, and who
/// speaks where the words name the speaker. Nothing is asked where there is neither.
/// </summary>
public sealed class Typesetting(IDbContextFactory<ChatDb> factory)
{
    /// <summary>In larger rooms only those who keep order call everybody at once.</summary>
    public const int MaxMembersToCall = 100;

    public async Task<Rendering> RenderAsync(long room, long author, string body)
    {
        var spellings = body.Contains('@', StringComparison.Ordinal) ? Calls.SpellingsIn(body) : [];
        var isDeed = SlashCommand.Read(body).Kind is CommandKind.Act;
        return spellings.Count == 0 && !isDeed
            ? Markup.Render(body, Roll.Empty)
            : Markup.Render(body, await CallAsync(room, author, spellings, isDeed));
    }

    private async Task<Roll> CallAsync(long room, long author, IReadOnlyCollection<string> spellings, bool isDeed)
    {
        await using var db = await factory.CreateDbContextAsync();
        var speaker = isDeed || spellings.Any(spelling => Callee.All(spelling) is not null) ? await SpeakerAsync(db, room, author) : null;
        return new Roll(
            speaker?.Name ?? "",
            spellings.Count == 0 ? Roll.Empty.People : await PeopleAsync(db, room, author, spellings),
            speaker is { MayCallAll: true });
    }

    private static Task<Speaker?> SpeakerAsync(ChatDb db, long room, long author) =>
        db.Memberships
            .Where(m => m.RoomId == room && m.PersonId == author && m.LeftAt == null)
            .Select(m => new Speaker(m.Person!.DisplayName, m.Role != Role.Member || m.Room!.Members <= MaxMembersToCall))
            .SingleOrDefaultAsync();

    /// <summary>
    /// Members by the spellings that may mean them: one question, by the index of handles, however large the room is.
    /// Whoever is not in the room learns nothing of who is.
    /// </summary>
    private static async Task<Dictionary<string, Callee>> PeopleAsync(ChatDb db, long room, long author, IReadOnlyCollection<string> spellings)
    {
        var keys = spellings.ToLookup(Names.Fold, StringComparer.Ordinal);
        var handles = keys.Select(key => key.Key).ToList();
        var members = await db.Users
            .Where(p => EF.Parameter(handles).Contains(p.NormalizedUserName!) && p.DeactivatedAt == null)
            .Where(p => db.Memberships.Any(m => m.RoomId == room && m.PersonId == p.Id && m.LeftAt == null))
            .Where(p => db.Memberships.Any(m => m.RoomId == room && m.PersonId == author && m.LeftAt == null))
            .Select(p => new { p.NormalizedUserName, p.Id, p.DisplayName })
            .ToListAsync();
        return members
            .SelectMany(member => keys[member.NormalizedUserName!].Select(spelling => (spelling, who: new Callee(member.Id, member.DisplayName))))
            .ToDictionary(call => call.spelling, call => call.who, StringComparer.Ordinal);
    }

    private sealed record Speaker(string Name, bool MayCallAll);
}
