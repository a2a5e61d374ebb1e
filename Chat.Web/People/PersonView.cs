using Chat.Data;

namespace Chat.People;

/// <summary>A person as another one may see them.</summary>
/// <param name="BlocksMe">They have blocked the reader, who is not to find out.</param>
/// <param name="IsClosed">The account is closed.</param>
public sealed record PersonView(
    long Id, string Name, string UserName, string? StatusEmoji, string? StatusText, Tie Tie, bool BlocksMe, bool IsClosed)
{
    /// <summary>Whether status, presence and the like are for the reader. Without them a profile is as anybody's who tells nothing.</summary>
    public bool IsOpen => !IsClosed && !BlocksMe && Tie is not Tie.Blocked;

    public bool HasStatus => IsOpen && (StatusEmoji ?? StatusText) is not null;
}

/// <summary>What a person is to the reader.</summary>
public enum Tie
{
    None,
    Friend,

    /// <summary>The reader has asked them.</summary>
    Asked,

    /// <summary>They have asked the reader.</summary>
    Asks,

    /// <summary>The reader has blocked them.</summary>
    Blocked,
}

public static class PersonViews
{
    /// <summary>People as the reader may see them; a status that has ended is none.</summary>
    public static IQueryable<PersonView> SeenBy(this IQueryable<Person> people, ChatDb db, long reader, DateTimeOffset now)
    {
        var friends = db.FriendsOf(reader);
        return people.Select(p => new PersonView(
            p.Id,
            p.DisplayName,
            p.UserName!,
            p.StatusUntil == null || p.StatusUntil > now ? p.StatusEmoji : null,
            p.StatusUntil == null || p.StatusUntil > now ? p.StatusText : null,
            db.Blocks.Any(b => b.PersonId == reader && b.BlockedId == p.Id) ? Tie.Blocked
                : friends.Contains(p.Id) ? Tie.Friend
                : db.FriendRequests.Any(r => r.FromId == reader && r.ToId == p.Id) ? Tie.Asked
                : db.FriendRequests.Any(r => r.FromId == p.Id && r.ToId == reader) ? Tie.Asks
                : Tie.None,
            db.Blocks.Any(b => b.PersonId == p.Id && b.BlockedId == reader),
            p.DeactivatedAt != null));
    }
}
