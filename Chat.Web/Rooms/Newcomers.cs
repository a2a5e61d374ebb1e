using Chat.Accounts;
using Chat.Data;
using Chat.Shared;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>Gives the first person a first room; everybody else comes to the list of rooms.</summary>
internal sealed class Newcomers(RoomCreation rooms, IStringLocalizer<Text> text) : INewcomers
{
    public async Task<string> WelcomeAsync(Person newcomer, CancellationToken cancellationToken) =>
        newcomer.IsAdministrator && await rooms.CreateAsync(newcomer.Id, text["Lobby"], password: null, listed: true) is { } first
            ? $"/rooms/{first}"
            : "/rooms";
}
