using Chat.Data;
using Chat.Delivery;
using Chat.Jobs;
using Chat.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Chat.Later;

/// <summary>What people want to be reminded of. One job does whatever is due, and comes back for the next.</summary>
public sealed class Reminders(Writer writer, Hub hub, JobQueue jobs, Alarms alarms) : IJobHandler
{
    /// <summary>Waiting ones of one person.</summary>
    public const int Max = 200;

    /// <summary>In one piece of work, so that nobody's message waits long for them.</summary>
    private const int AtATime = 100;

    /// <summary>Reminds the person of the message then; a reminder of it that there is already takes the new time.</summary>
    public async Task<KeepOutcome> SetAsync(long person, long room, long number, DateTimeOffset at)
    {
        var outcome = await writer.Run(scope => Set(scope, person, room, number, at));
        if (outcome is KeepOutcome.Done)
            hub.TellRooms(person);
        return outcome;
    }

    private KeepOutcome Set(WriteScope scope, long person, long room, long number, DateTimeOffset at)
    {
        if (!Bookmarks.Sees(scope, person, room, number))
            return KeepOutcome.NotFound;
        var others = scope.Db.Reminders.Where(r => r.PersonId == person && !(r.RoomId == room && r.Number == number));
        if (others.Count(r => r.FiredAt == null) >= Max)
            return KeepOutcome.TooMany;
        scope.Db.Reminders.Where(r => r.PersonId == person && r.RoomId == room && r.Number == number).ExecuteDelete();
        scope.Db.Reminders.Add(new Reminder { PersonId = person, RoomId = room, Number = number, DueAt = at });
        scope.Db.SaveChanges();
        jobs.Ask(scope, Kind, "", at);
        return KeepOutcome.Done;
    }

    /// <returns>False if the person has no such reminder.</returns>
    public async Task<bool> DismissAsync(long person, long id)
    {
        var gone = await writer.Run(scope => scope.Db.Reminders.Where(r => r.Id == id && r.PersonId == person).ExecuteDelete() > 0);
        if (gone)
            hub.TellRooms(person);
        return gone;
    }

    public string Kind => "later.reminders";

    /// <summary>Of what the program owed before it had jobs.</summary>
    public DateTimeOffset? FirstDue(WriteScope scope) => Next(scope);

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        while (await FireAsync())
            cancellationToken.ThrowIfCancellationRequested();
        return await writer.Run(Next) is { } next ? new JobOutcome.Again(next) : new JobOutcome.Done();
    }

    private static DateTimeOffset? Next(WriteScope scope) =>
        scope.Db.Reminders.Where(r => r.FiredAt == null).OrderBy(r => r.DueAt).Select(r => (DateTimeOffset?)r.DueAt).FirstOrDefault();

    /// <summary>Reminds of what is due, once; who has left a room hears no more of it.</summary>
    /// <returns>Whether more may be due.</returns>
    private async Task<bool> FireAsync()
    {
        var (people, count) = await writer.Run(Fire);
        foreach (var person in people)
            hub.TellDue(person);
        return count == AtATime;
    }

    private (IReadOnlyCollection<long> People, int Count) Fire(WriteScope scope)
    {
        var now = scope.Now;
        var due = scope.Db.Reminders
            .Where(r => r.FiredAt == null && r.DueAt <= now)
            .OrderBy(r => r.DueAt)
            .Take(AtATime)
            .Select(r => new { Reminder = r, IsIn = scope.Db.Memberships.Any(m => m.RoomId == r.RoomId && m.PersonId == r.PersonId && m.LeftAt == null) })
            .ToList();
        foreach (var each in due.Where(each => each.IsIn))
        {
            each.Reminder.FiredAt = now;
            alarms.Remind(scope, each.Reminder.Id);
        }

        scope.Db.Reminders.RemoveRange(due.Where(each => !each.IsIn).Select(each => each.Reminder));
        scope.Db.SaveChanges();
        return (due.Where(each => each.IsIn).Select(each => each.Reminder.PersonId).ToHashSet(), due.Count);
    }
}
