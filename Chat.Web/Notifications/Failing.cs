using System.Globalization;
using Chat.Core;
using Chat.Data;
using Chat.Jobs;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Notifications;

/// <summary>A scheduled message could not be sent, and its author believes it said.</summary>
internal sealed class Failing(IServiceScopeFactory scopes, Planner planner, Wording wording) : IJobHandler
{
    public const string OfKind = "unsent";

    public string Kind => OfKind;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
        var id = long.Parse(run.Key, CultureInfo.InvariantCulture);
        if (await db.Scheduled.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && s.Failure != null, cancellationToken) is { } message)
            await TellAsync(db, message, cancellationToken);
        return new JobOutcome.Done();
    }

    private async Task TellAsync(ChatDb db, ScheduledMessage message, CancellationToken cancellationToken)
    {
        var person = await db.Users.AsNoTracking().SingleAsync(p => p.Id == message.AuthorId, cancellationToken);
        if (!planner.IsHeard(person, new Occasion(News.Failure)))
            return;
        var room = await MyRoom.FindAsync(db, person.Id, message.RoomId, cancellationToken);
        var notification = wording.OfOwn(
            await Planner.LanguageOfAsync(db, person, cancellationToken),
            text => (Title(text, room), Excerpt.OfTyped(message.Body)),
            string.Create(CultureInfo.InvariantCulture, $"/later/scheduled/{message.Id}"), person.NotifiesWithoutText);
        await planner.TellAsync(person.Id, Tags.OfScheduled(message.Id), notification, cancellationToken);
    }

    /// <summary>What a room is called is for its members to know.</summary>
    private static string Title(IStringLocalizer<Text> text, MyRoom? room) =>
        room is null ? text["Your message was not sent"] : text["Your message to {0} was not sent", room.Title.In(text)];
}
