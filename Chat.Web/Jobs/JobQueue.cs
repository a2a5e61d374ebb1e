using Chat.Data;

namespace Chat.Jobs;

/// <summary>Where work is asked for, within the transaction that makes it necessary.</summary>
public sealed class JobQueue(JobBell bell)
{
    /// <summary>
    /// Asks for a job. If there is one of its kind and key already, it is due at the earlier of both times and keeps what
    /// is written down in it; one that was given up begins anew. One that somebody is at just now is due again as soon as
    /// it went well.
    /// </summary>
    public void Ask(WriteScope scope, string kind, string key, DateTimeOffset due, string payload = "")
    {
        scope.Command("""
            INSERT INTO "Jobs" ("Kind", "Key", "Payload", "CreatedAt", "DueAt", "Attempts", "Asked")
            VALUES (@kind, @key, @payload, @due, @due, 0, 1)
            ON CONFLICT ("Kind", "Key") DO UPDATE SET
                "CreatedAt" = CASE WHEN "Jobs"."CreatedAt" < excluded."CreatedAt" AND "Jobs"."FailedAt" IS NULL THEN "Jobs"."CreatedAt" ELSE excluded."CreatedAt" END,
                "DueAt" = CASE WHEN "Jobs"."DueAt" < excluded."DueAt" AND "Jobs"."FailedAt" IS NULL THEN "Jobs"."DueAt" ELSE excluded."DueAt" END,
                "Attempts" = CASE WHEN "Jobs"."FailedAt" IS NULL THEN "Jobs"."Attempts" ELSE 0 END,
                "FailedAt" = NULL, "Asked" = "Jobs"."Asked" + 1
            """)
            .With("@kind", kind).With("@key", key).With("@payload", payload)
            .With("@due", due.ToUnixTimeMilliseconds())
            .Execute();
        bell.Ring(due);
    }

    /// <summary>
    /// The same for news, of which only the latest counts: it takes the place of what is written down. What has failed
    /// before keeps the time of its next try: news does not hurry it.
    /// </summary>
    public void AskInstead(WriteScope scope, string kind, string key, DateTimeOffset due, string payload)
    {
        scope.Command("""
            INSERT INTO "Jobs" ("Kind", "Key", "Payload", "CreatedAt", "DueAt", "Attempts", "Asked")
            VALUES (@kind, @key, @payload, @due, @due, 0, 1)
            ON CONFLICT ("Kind", "Key") DO UPDATE SET
                "Payload" = excluded."Payload", "CreatedAt" = excluded."CreatedAt",
                "DueAt" = CASE WHEN "Jobs"."FailedAt" IS NULL AND ("Jobs"."Attempts" > 0 OR "Jobs"."DueAt" < excluded."DueAt") THEN "Jobs"."DueAt" ELSE excluded."DueAt" END,
                "Attempts" = CASE WHEN "Jobs"."FailedAt" IS NULL THEN "Jobs"."Attempts" ELSE 0 END,
                "FailedAt" = NULL, "Asked" = "Jobs"."Asked" + 1
            """)
            .With("@kind", kind).With("@key", key).With("@payload", payload)
            .With("@due", due.ToUnixTimeMilliseconds())
            .Execute();
        bell.Ring(due);
    }

    /// <summary>What was given up begins anew.</summary>
    /// <returns>False if it is not there, or was not given up.</returns>
    public bool Retry(WriteScope scope, long id)
    {
        var begun = scope.Command("""
            UPDATE "Jobs" SET "FailedAt" = NULL, "CreatedAt" = @now, "DueAt" = @now, "Attempts" = 0, "Asked" = "Asked" + 1
            WHERE "Id" = @id AND "FailedAt" IS NOT NULL
            """)
            .With("@id", id).With("@now", scope.Now.ToUnixTimeMilliseconds())
            .Execute() > 0;
        if (begun)
            bell.Ring(scope.Now);
        return begun;
    }

    /// <summary>What was given up is forgotten.</summary>
    /// <returns>False if it is not there, or was not given up.</returns>
    public static bool Discard(WriteScope scope, long id) =>
        scope.Command("""DELETE FROM "Jobs" WHERE "Id" = @id AND "FailedAt" IS NOT NULL""").With("@id", id).Execute() > 0;
}
