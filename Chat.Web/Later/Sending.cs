using Chat.Data;
using Chat.Delivery;
using Chat.Jobs;
using Chat.Messages;
using Chat.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Chat.Later;

/// <summary>
/// Says what is due to be said; one job does, and comes back for the next. The message and the end of its schedule are
/// one transaction: it is said once, whatever crashes.
/// </summary>
public sealed class Sending(IDbContextFactory<ChatDb> factory, Writer writer, Posting posting, Hub hub, Alarms alarms, TimeProvider clock) : IJobHandler
{
    public const string JobKind = "later.scheduled";

    /// <summary>In one round; who has more waits for the next.</summary>
    private const int AtATime = 100;

    public string Kind => JobKind;

    /// <summary>Of what the program owed before it had jobs.</summary>
    public DateTimeOffset? FirstDue(WriteScope scope) => Next(scope);

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        while (await SendDueAsync(clock.GetUtcNow(), cancellationToken))
            cancellationToken.ThrowIfCancellationRequested();
        return await writer.Run(Next) is { } next ? new JobOutcome.Again(next) : new JobOutcome.Done();
    }

    private static DateTimeOffset? Next(WriteScope scope) =>
        scope.Db.Scheduled.Where(s => s.Failure == null).OrderBy(s => s.DueAt).Select(s => (DateTimeOffset?)s.DueAt).FirstOrDefault();

    /// <summary>Sends what is due, in the order of its times.</summary>
    /// <returns>Whether more may be due.</returns>
    private async Task<bool> SendDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<ScheduledMessage> due;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            due = await db.Scheduled.AsNoTracking()
                .Where(s => s.Failure == null && s.DueAt <= now)
                .OrderBy(s => s.DueAt)
                .ThenBy(s => s.Id)
                .Take(AtATime)
                .ToListAsync(cancellationToken);
        }

        foreach (var message in due)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await SendAsync(message);
        }

        return due.Count == AtATime;
    }

    /// <returns>Null if it was changed or cancelled meanwhile.</returns>
    internal async Task<Posted?> SendAsync(ScheduledMessage message)
    {
        Posted posted;
        try
        {
            posted = await posting.PostAsync(new NewMessage(message.RoomId, message.AuthorId, message.Body, message.ClientId)
            {
                Thread = message.Thread,
                Attach = (scope, _) => Take(scope, message),
            });
        }
        catch (ChangedMeanwhileException)
        {
            return null;
        }

        if (posted.Outcome is PostOutcome.Posted or PostOutcome.Repeated)
            hub.TellSent(message.AuthorId, message.RoomId, posted.Number, posted.Rev, message.ClientId);
        if (posted.Outcome is not PostOutcome.Posted)
            await writer.Run(scope => Settle(scope, message, posted));
        hub.TellRooms(message.AuthorId);
        return posted;
    }

    private static string Take(WriteScope scope, ScheduledMessage message)
    {
        var taken = scope.Db.Scheduled.Where(s => s.Id == message.Id && s.Body == message.Body && s.DueAt == message.DueAt).ExecuteDelete();
        return taken > 0 ? "" : throw new ChangedMeanwhileException();
    }

    /// <summary>Said before already: it goes. Not to be said: it stays, with the reason.</summary>
    private void Settle(WriteScope scope, ScheduledMessage message, Posted posted)
    {
        var row = scope.Db.Scheduled.Where(s => s.Id == message.Id);
        if (posted.Outcome is PostOutcome.Repeated)
        {
            row.ExecuteDelete();
            return;
        }

        row.ExecuteUpdate(set => set.SetProperty(s => s.Failure, Failures.Of(posted)));
        alarms.Fail(scope, message.Id);
    }

    /// <summary>Nothing is said: the transaction's part is undone.</summary>
    private sealed class ChangedMeanwhileException : Exception;
}
