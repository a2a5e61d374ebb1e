using Chat.Data;
using Chat.Shared;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>How one of its members calls a room: by its name, or by the others in it.</summary>
/// <param name="Name">Empty for what has none.</param>
/// <param name="Other">The other person of a direct chat; null in one with oneself.</param>
/// <param name="Others">How many others are in it.</param>
/// <param name="First">The display names of the first others, where the title needs them.</param>
public sealed record RoomTitle(RoomKind Kind, string Name, long? Other, int Others, string? First, string? Second, string? Third)
{
    public bool IsNotes => Kind is RoomKind.Direct && Other is null;

    public string In(IStringLocalizer<Text> text) => Kind switch
    {
        RoomKind.Named => Name,
        RoomKind.Direct => First ?? text["Notes to self"],
        _ => OfPeople(text),
    };

    private string OfPeople(IStringLocalizer<Text> text) => Others switch
    {
        <= 0 => text["Nobody but you"],
        1 => First!,
        2 => text["{0} and {1}", First!, Second!],
        3 => text["{0}, {1} and {2}", First!, Second!, Third!],
        _ => text["{0}, {1} and {2} others", First!, Second!, Others - 2],
    };
}
