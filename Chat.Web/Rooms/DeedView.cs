using System.Globalization;
using Chat.Data;
using Chat.Shared;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>Something that was done in a room, as its audit log tells it.</summary>
/// <param name="Person">To whom, if to anybody.</param>
public sealed record DeedView(long Id, DateTimeOffset At, string Deed, string Actor, string? Person, string? Detail)
{
    public string Words(IStringLocalizer<Text> text) => Deed switch
    {
        Deeds.RoleChanged => RoleWords(text),
        Deeds.Removed => text["{0} removed {1}.", Actor, Person!],
        Deeds.Banned => text["{0} banned {1}.", Actor, Person!],
        Deeds.Unbanned => text["{0} lifted the ban on {1}.", Actor, Person!],
        Deeds.Silenced => SilenceWords(text),
        Deeds.Unsilenced => text["{0} lifted the silence of {1}.", Actor, Person!],
        Deeds.Renamed => text["{0} named the room {1}.", Actor, Detail!],
        Deeds.EntryChanged => text["{0} changed who may enter.", Actor],
        Deeds.ReadOnlyChanged when Detail is "on" => text["{0} let only owners and moderators write.", Actor],
        Deeds.ReadOnlyChanged => text["{0} let everybody write.", Actor],
        Deeds.Archived => text["{0} archived the room.", Actor],
        Deeds.Unarchived => text["{0} brought the room back from the archive.", Actor],
        Deeds.LinkMade => text["{0} made an invite link.", Actor],
        Deeds.LinkRevoked => text["{0} revoked an invite link.", Actor],
        Deeds.MessageDeleted => text["{0} deleted a message of {1}.", Actor, Person!],
        _ => $"{Actor}: {Deed} {Person} {Detail}".TrimEnd(),
    };

    private string RoleWords(IStringLocalizer<Text> text) => Detail switch
    {
        "owner" => text["{0} made {1} an owner.", Actor, Person!],
        "moderator" => text["{0} made {1} a moderator.", Actor, Person!],
        _ => text["{0} made {1} a member.", Actor, Person!],
    };

    private string SilenceWords(IStringLocalizer<Text> text) => int.TryParse(Detail, CultureInfo.InvariantCulture, out var minutes)
        ? text["{0} silenced {1} for {2} minutes.", Actor, Person!, minutes]
        : text["{0} silenced {1} until it is lifted.", Actor, Person!];
}
