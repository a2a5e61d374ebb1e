using Chat.Data;
using Chat.Delivery;
using Chat.Jobs;
using Chat.Messages;
using Microsoft.EntityFrameworkCore;

namespace Chat.Later;

/// <summary>Messages that their authors want sent at a time. Whether they may speak is asked at that time.</summary>
public sealed class Scheduling(Writer writer, Sending sending, Hub hub, JobQueue jobs)
{
    /// <summary>Waiting ones of one person.</summary>
    public const int Max = 100;

    /// <param name="clientId">Of this scheduling: pressed twice it is one message.</param>
    public async Task<KeepOutcome> AddAsync(NewMessage message, Guid clientId, DateTimeOffset at)
    {
        var outcome = await writer.Run(scope => Add(scope, message, clientId, at));
        if (outcome is KeepOutcome.Done)
            hub.TellRooms(message.Author);
        return outcome;
    }

    private KeepOutcome Add(WriteScope scope, NewMessage message, Guid clientId, DateTimeOffset at)
    {
        if (!scope.Db.Memberships.Any(m => m.RoomId == message.Room && m.PersonId == message.Author && m.LeftAt == null))
            return KeepOutcome.NotFound;
        if (scope.Db.Scheduled.Any(s => s.AuthorId == message.Author && s.ClientId == clientId))
            return KeepOutcome.Done;
        if (scope.Db.Scheduled.Count(s => s.AuthorId == message.Author) >= Max)
            return KeepOutcome.TooMany;
        scope.Db.Scheduled.Add(new ScheduledMessage
        {
            AuthorId = message.Author,
            RoomId = message.Room,
            Thread = message.Thread,
            Body = message.Body,
            ClientId = clientId,
            DueAt = at,
        });
        scope.Db.SaveChanges();
        jobs.Ask(scope, Sending.JobKind, "", at);
        return KeepOutcome.Done;
    }

    /// <summary>Other words and another time; what had failed waits again.</summary>
    /// <returns>False if the person has no such message waiting.</returns>
    public async Task<bool> ChangeAsync(long author, long id, string body, DateTimeOffset at)
    {
        var changed = await writer.Run(scope => Change(scope, author, id, body, at));
        if (changed)
            hub.TellRooms(author);
        return changed;
    }

    private bool Change(WriteScope scope, long author, long id, string body, DateTimeOffset at)
    {
        var changed = Mine(scope, author, id).ExecuteUpdate(set => set
            .SetProperty(s => s.Body, body)
            .SetProperty(s => s.DueAt, at)
            .SetProperty(s => s.Failure, (string?)null)) > 0;
        if (changed)
            jobs.Ask(scope, Sending.JobKind, "", at);
        return changed;
    }

    public async Task<bool> CancelAsync(long author, long id)
    {
        var gone = await writer.Run(scope => Mine(scope, author, id).ExecuteDelete() > 0);
        if (gone)
            hub.TellRooms(author);
        return gone;
    }

    /// <returns>Null if the person has no such message waiting.</returns>
    public async Task<Posted?> SendNowAsync(long author, long id) =>
        await writer.Run(scope => Mine(scope, author, id).AsNoTracking().SingleOrDefault()) is { } message
            ? await sending.SendAsync(message)
            : null;

    private static IQueryable<ScheduledMessage> Mine(WriteScope scope, long author, long id) =>
        scope.Db.Scheduled.Where(s => s.Id == id && s.AuthorId == author);
}
