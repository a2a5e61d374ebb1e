using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.App;

/// <summary>
/// Where a text or link that another app shares arrives: one chooses a room, and finds it in the box to write in. Nothing is
/// sent, so it is a GET: whoever has to sign in first comes back with it.
/// </summary>
public sealed class ShareModel(ChatDb db, Me me, IStringLocalizer<Text> text) : PageModel
{
    /// <summary>Rooms to choose from; the search finds the others.</summary>
    private const int MaxRooms = 30;

    [BindProperty(SupportsGet = true)]
    public string? Title { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true, Name = "url")]
    public string? Link { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    public string Words { get; private set; } = "";

    public IReadOnlyList<(long Room, string Title)> Rooms { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Words = Join(Title, Text, Link);
        var rooms = await MyRoom.ListAsync(
            db, me.Id, db.Memberships.Where(m => m.Room!.ArchivedAt == null).OrderByDescending(m => m.Room!.ActiveAt), cancellationToken);
        var key = Names.Fold((Find ?? "").Trim());
        Rooms = [.. rooms.Select(room => (room.Id, Title: room.Title.In(text)))
            .Where(room => Names.Fold(room.Title).Contains(key, StringComparison.Ordinal)).Take(MaxRooms)];
    }

    /// <summary>A line each; apps like to say the same in several fields.</summary>
    private static string Join(params string?[] parts)
    {
        var said = new List<string>();
        foreach (var part in parts.Select(part => part?.Trim() ?? "").OrderByDescending(part => part.Length))
        {
            if (!said.Exists(other => other.Contains(part, StringComparison.Ordinal)))
                said.Add(part);
        }

        return string.Join('\n', parts.Select(part => part?.Trim() ?? "").Distinct(StringComparer.Ordinal).Where(said.Contains).Where(part => part != ""));
    }
}
