using Chat.Core;

namespace Chat.Data;

/// <summary>A person's place in a room. Leaving keeps the row: the log speaks of it.</summary>
public sealed class Membership
{
    public required long RoomId { get; init; }

    public required long PersonId { get; init; }

    public Role Role { get; set; }

    public DateTimeOffset JoinedAt { get; set; }

    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>Number of the last message read on any device; unread is <c>Room.Head - LastRead</c>.</summary>
    public long LastRead { get; set; }

    /// <summary>The revision of the membership's latest change.</summary>
    public long Rev { get; set; }

    /// <summary>A moderator has taken the word from this member until then.</summary>
    public DateTimeOffset? SilencedUntil { get; set; }

    /// <summary>Among the first in the person's sidebar.</summary>
    public bool IsFavourite { get; set; }

    /// <summary>The person does not want to be told what is unread here.</summary>
    public bool IsMuted { get; set; }

    /// <summary>What the person wants to be notified of here; null for what is usual in such a room.</summary>
    public NotifyOf? NotifyOf { get; set; }

    /// <summary>The person's own folder that it lies in. Whoever deletes the folder empties it.</summary>
    public long? FolderId { get; set; }

    /// <summary>Out of the person's sidebar until the room's head passes this number; only direct chats hide.</summary>
    public long? HiddenAt { get; set; }

    public Room? Room { get; init; }

    public Person? Person { get; init; }
}

/// <summary>Each may do what the one before may.</summary>
public enum Role
{
    Member = 0,

    /// <summary>Keeps order among people and messages.</summary>
    Moderator = 1,

    /// <summary>Decides about the room itself.</summary>
    Owner = 2,
}
