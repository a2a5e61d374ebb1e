using Chat.Data;

namespace Chat.Jobs;

/// <summary>Keeps what came of tries. Whoever has lost the job to somebody else meanwhile changes nothing.</summary>
internal static class JobAnswers
{
    /// <summary>UTF-16 code units of a reason that are kept: it may hold a stranger's words.</summary>
    private const int MaxReason = 500;

    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    public static void Keep(this WriteScope scope, JobAnswer answer)
    {
        switch (answer.Outcome)
        {
            case JobOutcome.Done:
                Finish(scope, answer.Claim);
                break;
            case JobOutcome.Again again:
                Renew(scope, answer.Claim, again.At, again.Payload);
                break;
            case JobOutcome.Retry retry:
                Postpone(scope, answer.Claim, retry.Reason, scope.Now + (retry.After ?? Rest(answer.Claim.Run.Attempt)));
                break;
            case JobOutcome.Failed failed:
                GiveUp(scope, answer.Claim, failed.Reason);
                break;
            default:
                GiveBack(scope, answer.Claim);
                break;
        }
    }

    private static void Finish(WriteScope scope, Claim claim)
    {
        var gone = scope.Command("""DELETE FROM "Jobs" WHERE "Id" = @id AND "LeasedUntil" = @until AND "Asked" = @asked""")
            .Of(claim).With("@asked", claim.Asked).Execute() > 0;
        if (!gone)
            Renew(scope, claim, scope.Now, payload: null);
    }

    /// <summary>It begins from the start: then, or at once if it was asked for meanwhile, by somebody whose wish the try may have missed.</summary>
    private static void Renew(WriteScope scope, Claim claim, DateTimeOffset due, string? payload) =>
        scope.Command("""
            UPDATE "Jobs" SET
                "CreatedAt" = CASE WHEN "Asked" = @asked THEN @due ELSE @now END,
                "DueAt" = CASE WHEN "Asked" = @asked THEN @due ELSE @now END,
                "Payload" = COALESCE(@payload, "Payload"), "Attempts" = 0, "Failure" = NULL, "LeasedUntil" = NULL
            WHERE "Id" = @id AND "LeasedUntil" = @until
            """)
            .Of(claim).With("@asked", claim.Asked).With("@payload", payload)
            .With("@due", due.ToUnixTimeMilliseconds()).With("@now", scope.Now.ToUnixTimeMilliseconds())
            .Execute();

    private static void Postpone(WriteScope scope, Claim claim, string reason, DateTimeOffset due) =>
        scope.Command("""UPDATE "Jobs" SET "DueAt" = @due, "Failure" = @reason, "LeasedUntil" = NULL WHERE "Id" = @id AND "LeasedUntil" = @until""")
            .Of(claim).With("@due", due.ToUnixTimeMilliseconds()).With("@reason", Shorten(reason))
            .Execute();

    private static void GiveUp(WriteScope scope, Claim claim, string reason)
    {
        var given = scope.Command("""
            UPDATE "Jobs" SET "FailedAt" = @now, "Failure" = @reason, "LeasedUntil" = NULL
            WHERE "Id" = @id AND "LeasedUntil" = @until AND "Asked" = @asked
            """)
            .Of(claim).With("@asked", claim.Asked).With("@now", scope.Now.ToUnixTimeMilliseconds()).With("@reason", Shorten(reason))
            .Execute() > 0;
        if (!given)
            Renew(scope, claim, scope.Now, payload: null);
    }

    /// <summary>The program stops: that is not the job's fault.</summary>
    private static void GiveBack(WriteScope scope, Claim claim) =>
        scope.Command("""UPDATE "Jobs" SET "LeasedUntil" = NULL, "Attempts" = "Attempts" - 1 WHERE "Id" = @id AND "LeasedUntil" = @until""")
            .Of(claim).Execute();

    private static PreparedCommand Of(this PreparedCommand command, Claim claim) =>
        command.With("@id", claim.Run.Id).With("@until", claim.Until.ToUnixTimeMilliseconds());

    private static string Shorten(string reason) => reason[..Math.Min(reason.Length, MaxReason)];

    /// <summary>Up to a time that doubles with each try, by chance: what failed together does not come back together.</summary>
    private static TimeSpan Rest(int attempt)
    {
        var doubled = FirstRest * Math.Pow(2, Math.Min(attempt - 1, 16));
        var longest = doubled < LongestRest ? doubled : LongestRest;
        return ShortestRest + ((longest - ShortestRest) * Random.Shared.NextDouble());
    }
}

/// <param name="Outcome">Null if the program stopped first.</param>
internal sealed record JobAnswer(Claim Claim, JobOutcome? Outcome);
