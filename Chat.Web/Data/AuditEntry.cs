namespace Chat.Data;

/// <summary>What an administrator of the server, or an owner or moderator of a room, did to others.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required long ActorId { get; init; }

    /// <summary>A word of <see cref="Deeds"/>.</summary>
    public required string Deed { get; init; }

    public long? RoomId { get; init; }

    /// <summary>To whom it was done.</summary>
    public long? PersonId { get; init; }

    /// <summary>What else is worth knowing, such as the new role or name.</summary>
    public string? Detail { get; init; }

    public Person? Actor { get; init; }

    public Room? Room { get; init; }

    public Person? Person { get; init; }
}

/// <summary>What the audit log knows of: the words are stored, so they stay.</summary>
public static class Deeds
{
    public const string RoleChanged = "role";
    public const string Removed = "remove";
    public const string Banned = "ban";
    public const string Unbanned = "unban";
    public const string Silenced = "silence";
    public const string Unsilenced = "unsilence";
    public const string Renamed = "rename";
    public const string EntryChanged = "entry";
    public const string ReadOnlyChanged = "read-only";
    public const string Archived = "archive";
    public const string Unarchived = "unarchive";
    public const string RoomDeleted = "delete-room";
    public const string LinkMade = "link";
    public const string LinkRevoked = "revoke-link";
    public const string Deactivated = "deactivate";
    public const string Reactivated = "reactivate";
    public const string AdministratorChanged = "administrator";
    public const string PasswordReset = "reset-password";
    public const string SignUpChanged = "sign-up";
    public const string SignedOut = "sign-out";
    public const string PreviewsHidden = "hide-previews";
    public const string PreviewsChanged = "previews";
    public const string MessageDeleted = "delete-message";
    public const string JobsRetried = "retry-jobs";
    public const string JobDiscarded = "discard-job";
}

public static class Auditing
{
    /// <summary>Notes a deed in the transaction that does it.</summary>
    public static void Audit(this WriteScope scope, long actor, string deed, long? room = null, long? person = null, string? detail = null)
    {
        scope.Db.Audit.Add(new AuditEntry { At = scope.Now, ActorId = actor, Deed = deed, RoomId = room, PersonId = person, Detail = detail });
        scope.Db.SaveChanges();
    }
}
