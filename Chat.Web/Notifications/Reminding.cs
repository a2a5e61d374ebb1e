using System.Globalization;
using Chat.Core;
using Chat.Data;
using Chat.Jobs;
using Chat.People;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Notifications;

/// <summary>A reminder has come due, and was not dismissed before its owner could be told.</summary>
internal sealed class Reminding(IServiceScopeFactory scopes, Planner planner, Wording wording) : IJobHandler
{
    public const string OfKind = "remind";

    public string Kind => OfKind;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
        var id = long.Parse(run.Key, CultureInfo.InvariantCulture);
        if (await db.Reminders.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.FiredAt != null, cancellationToken) is { } reminder)
            await TellAsync(db, reminder, cancellationToken);
        return new JobOutcome.Done();
    }

    private async Task TellAsync(ChatDb db, Reminder reminder, CancellationToken cancellationToken)
    {
        var person = await db.Users.AsNoTracking().SingleAsync(p => p.Id == reminder.PersonId, cancellationToken);
        var about = await db.Messages
            .Where(m => m.RoomId == reminder.RoomId && m.Number == reminder.Number && m.DeletedAt == null)
            .Select(m => new { m.AuthorId, m.Author!.DisplayName, Html = m.Html.Substring(0, Excerpt.MaxHtml) })
            .SingleOrDefaultAsync(cancellationToken);
        if (about is null || await MyRoom.FindAsync(db, person.Id, reminder.RoomId, cancellationToken) is not { } room)
            return;
        var occasion = new Occasion(News.Reminder) { IsMember = true, AreApart = await db.ApartFrom(person.Id).ContainsAsync(about.AuthorId, cancellationToken) };
        if (!planner.IsHeard(person, occasion))
            return;
        var notification = wording.OfOwn(
            await Planner.LanguageOfAsync(db, person, cancellationToken),
            text => (text["Reminder: {0}", room.Title.In(text)], $"{about.DisplayName}: {Excerpt.Of(about.Html)}"),
            Tags.PathTo(reminder.RoomId, reminder.Number), person.NotifiesWithoutText);
        await planner.TellAsync(person.Id, Tags.OfReminder(reminder.Id), notification, cancellationToken);
    }
}
