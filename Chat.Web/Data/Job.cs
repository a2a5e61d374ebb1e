namespace Chat.Data;

/// <summary>
/// Work that the program owes, written in the transaction that made it necessary: whatever happens to the program, it is
/// done. Of a kind and key there is one, however often it is asked for.
/// </summary>
public sealed class Job
{
    public long Id { get; init; }

    /// <summary>Who does it.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about; empty where a kind has one job only.</summary>
    public required string Key { get; init; }

    /// <summary>What its handler wrote down for itself.</summary>
    public string Payload { get; set; } = "";

    /// <summary>Since when it is owed: when it was first due.</summary>
    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the next try is.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Tries that were begun.</summary>
    public int Attempts { get; set; }

    /// <summary>Somebody is at it until then; whoever has died gives it back by that.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>How often it was asked for: whoever is at it sees that it was asked for anew meanwhile.</summary>
    public int Asked { get; set; }

    /// <summary>Why the last try failed.</summary>
    public string? Failure { get; set; }

    /// <summary>When it was given up. It stays, for an administrator to retry or discard.</summary>
    public DateTimeOffset? FailedAt { get; set; }
}
