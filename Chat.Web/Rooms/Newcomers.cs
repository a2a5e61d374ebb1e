using Chat.Accounts;
using Chat.Data;
using Chat.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>
/// Gives the first person a first room, and lets whoever came by a room's invitation into that; everybody else comes to
/// the list of rooms.
/// </summary>
internal sealed class Newcomers(ChatDb db, RoomCreation rooms, Entrance entrance, IStringLocalizer<Text> text) : INewcomers
{
    public async Task<string> WelcomeAsync(Person newcomer, CancellationToken cancellationToken) =>
        (await FirstAsync(newcomer) ?? await InvitedAsync(newcomer, cancellationToken)) is { } room ? $"/rooms/{room}" : "/rooms";

    private async Task<long?> FirstAsync(Person newcomer) =>
        newcomer.IsAdministrator ? await rooms.CreateAsync(newcomer.Id, text["Lobby"], password: null, listed: true) : null;

    private async Task<long?> InvitedAsync(Person newcomer, CancellationToken cancellationToken)
    {
        var room = await db.Invitations.Where(i => i.PersonId == newcomer.Id).Select(i => (long?)i.RoomId).FirstOrDefaultAsync(cancellationToken);
        return room is { } id ? await entrance.JoinAsync(newcomer.Id, id) : null;
    }
}
