using System.Data.Common;
using Chat.Accounts;
using Chat.Data;
using Chat.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Chat.Presence;

/// <summary>
/// Tells who has come, gone or turned away, all together twice a second: whoever flaps meanwhile is told of once or not
/// at all, and a thousand who change at once cost as many questions as one.
/// </summary>
internal sealed partial class Announcer(
    Attendance attendance, Sessions sessions, Hub hub, TimeProvider clock, IServiceScopeFactory scopes, ILogger<Announcer> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>People that the database is asked about at a time.</summary>
    private const int AtATime = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        sessions.Ended += attendance.End;
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var turns in attendance.TakeTurns().Chunk(AtATime))
                await TryTellAsync(turns, stoppingToken);
        }
    }

    private async Task TryTellAsync(Sighting[] turns, CancellationToken stoppingToken)
    {
        try
        {
            await TellAsync(turns, stoppingToken);
        }
        catch (DbException error)
        {
            LogLost(error, turns.Length); // pages ask anew from time to time
        }
    }

    private async Task TellAsync(Sighting[] turns, CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
        var people = turns.Select(turn => turn.Person).ToList();
        var circles = await new Circles(db, hub).OfAsync(people, stoppingToken);
        var hiding = await db.Users.Where(p => people.Contains(p.Id) && p.HidesLastSeen).Select(p => p.Id).ToHashSetAsync(stoppingToken);
        foreach (var turn in turns)
        {
            var signal = SignalOf(hiding.Contains(turn.Person) ? turn with { Seen = null } : turn);
            foreach (var listener in circles[turn.Person])
                hub.Signal(listener, signal);
        }
    }

    private static Signal SignalOf(Sighting turn) => Signal.Of("presence", room: 0, turn.Person, json =>
    {
        json.WriteString("state", turn.State);
        if (turn is { Availability: Availability.Offline, Seen: { } seen })
            json.WriteString("seen", seen);
    });

    [LoggerMessage(EventName = "PresenceLost", Level = LogLevel.Warning, Message = "Could not tell of the coming and going of {Count} people")]
    private partial void LogLost(Exception error, int count);
}
