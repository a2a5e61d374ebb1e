using Chat.Data;
using Chat.Shared;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>How one of its members calls a room: by its name, or by the others in it.</summary>
/// <param name="Name">Empty for what has none.</param>
/// <param name="Others">How many others are in it.</param>
public sealed record RoomTitle(RoomKind Kind, string Name, int Others)
{
    /// <summary>The other person of a direct chat; null in one with oneself.</summary>
    public long? Other { get; private init; }

    private string? First { get; init; }

    private string? Second { get; init; }

    private string? Third { get; init; }

    public bool IsNotes => Kind is RoomKind.Direct && Other is null;

    public string In(IStringLocalizer<Text> text) => Kind switch
    {
        RoomKind.Named => Name,
        RoomKind.Direct => First ?? text["Notes to self"],
        _ => OfPeople(text),
    };

    /// <param name="others">Of a room without a name, in an order that stays.</param>
    public RoomTitle With(IReadOnlyList<Companion> others) => this with
    {
        Other = Kind is RoomKind.Direct && others.Count > 0 ? others[0].Person : null,
        First = others.ElementAtOrDefault(0)?.Name,
        Second = others.ElementAtOrDefault(1)?.Name,
        Third = others.ElementAtOrDefault(2)?.Name,
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
