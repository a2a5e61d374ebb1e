using Chat.Core;
using Chat.Data;
using Chat.People;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>People to choose from: those who are chosen already, then those who are found.</summary>
/// <param name="Form">Where it stands, and where it goes; below that <c>/find</c> keeps who is chosen and looks for others.</param>
public sealed record Picker(PickerForm Form, string? Find, IReadOnlyList<Pickable> Chosen, IReadOnlyList<Pickable> Found)
{
    /// <summary>People shown besides the chosen ones; the search finds the others.</summary>
    private const int PageSize = 30;

    /// <param name="room">Who is in this room already is not to choose from.</param>
    public static async Task<Picker> LoadAsync(
        ChatDb db, long person, PickerForm form, string? find, IReadOnlyCollection<long> chosen, long? room, CancellationToken cancellationToken)
    {
        var people = db.ReachableBy(person).Where(p => !db.Memberships.Any(m => m.RoomId == room && m.PersonId == p.Id && m.LeftAt == null));
        var picked = await people
            .Where(p => chosen.Contains(p.Id))
            .OrderBy(p => p.NameKey)
            .Take(Groups.MaxPeople)
            .Select(p => new Pickable(p.Id, p.DisplayName, p.UserName!))
            .ToListAsync(cancellationToken);
        var found = await Matching(db, people, person, find)
            .Where(p => !chosen.Contains(p.Id))
            .Take(PageSize)
            .Select(p => new Pickable(p.Id, p.DisplayName, p.UserName!))
            .ToListAsync(cancellationToken);
        return new Picker(form, find, picked, found);
    }

    /// <summary>By a part of either name; friends first.</summary>
    private static IQueryable<Person> Matching(ChatDb db, IQueryable<Person> people, long person, string? find)
    {
        var key = Names.Fold((find ?? "").Trim().TrimStart('@'));
        var friends = db.FriendsOf(person);
        return people
            .Where(p => key == "" || p.NameKey.Contains(key) || p.NormalizedUserName!.Contains(key))
            .OrderByDescending(p => friends.Contains(p.Id))
            .ThenBy(p => p.NameKey)
            .ThenBy(p => p.Id);
    }

    /// <summary>The page that shows what was looked for, with the same people chosen.</summary>
    public static string Query(string page, string? find, IEnumerable<long> chosen)
    {
        var query = new QueryBuilder { { "find", find ?? "" } };
        foreach (var person in chosen)
            query.Add("people", $"{person}");
        return page + query;
    }
}

public sealed record PickerForm(string Page, string Address, string Button);

public sealed record Pickable(long Person, string DisplayName, string UserName);
