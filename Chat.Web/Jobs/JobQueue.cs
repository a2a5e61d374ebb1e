using Chat.Data;

namespace Chat.Jobs;

/// <summary>Where work is asked for, within the transaction that makes it necessary.</summary>
public sealed class JobQueue(JobBell bell)
{
    /// <summary>
    /// Asks for a job. If there is one of its kind and key already, it is due at the earlier of both times and keeps what
    /// is written down in it; one that was given up begins anew.
    /// </summary>
    public void Ask(WriteScope scope, string kind, string key, DateTimeOffset due, string payload = "")
    {
        scope.Command("""
            INSERT INTO "Jobs" ("Kind", "Key", "Payload", "CreatedAt", "DueAt", "Attempts", "Asked")
            VALUES (@kind, @key, @payload, @now, @due, 0, 1)
            ON CONFLICT ("Kind", "Key") DO UPDATE SET
                "DueAt" = CASE WHEN "DueAt" < excluded."DueAt" AND "FailedAt" IS NULL THEN "DueAt" ELSE excluded."DueAt" END,
                "Attempts" = CASE WHEN "FailedAt" IS NULL THEN "Attempts" ELSE 0 END,
                "FailedAt" = NULL, "Asked" = "Asked" + 1
            """)
            .With("@kind", kind).With("@key", key).With("@payload", payload)
            .With("@now", scope.Now.ToUnixTimeMilliseconds()).With("@due", due.ToUnixTimeMilliseconds())
            .Execute();
        bell.Ring(due);
    }

    /// <summary>
    /// The same for news, of which only the latest counts: it takes the place of what is written down. A job that has
    /// failed before keeps the time of its next try, so that news does not hurry it.
    /// </summary>
    public void AskInstead(WriteScope scope, string kind, string key, DateTimeOffset due, string payload)
    {
        scope.Command("""
            INSERT INTO "Jobs" ("Kind", "Key", "Payload", "CreatedAt", "DueAt", "Attempts", "Asked")
            VALUES (@kind, @key, @payload, @now, @due, 0, 1)
            ON CONFLICT ("Kind", "Key") DO UPDATE SET
                "Payload" = excluded."Payload", "CreatedAt" = excluded."CreatedAt",
                "DueAt" = CASE WHEN "FailedAt" IS NULL AND ("Attempts" > 0 OR "DueAt" < excluded."DueAt") THEN "DueAt" ELSE excluded."DueAt" END,
                "Attempts" = CASE WHEN "FailedAt" IS NULL THEN "Attempts" ELSE 0 END,
                "FailedAt" = NULL, "Asked" = "Asked" + 1
            """)
            .With("@kind", kind).With("@key", key).With("@payload", payload)
            .With("@now", scope.Now.ToUnixTimeMilliseconds()).With("@due", due.ToUnixTimeMilliseconds())
            .Execute();
        bell.Ring(due);
    }
}
