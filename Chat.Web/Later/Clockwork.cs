using System.Data.Common;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Later;

/// <summary>
/// Does what is due: reminds, and sends what was scheduled. Between two things it sleeps until the next, and asks the
/// database only then or when something earlier has come; what came due while the program did not run is done at its
/// start.
/// </summary>
public sealed partial class Clockwork(
    Reminders reminders, Sending sending, Bell bell, IDbContextFactory<ChatDb> factory, TimeProvider clock, ILogger<Clockwork> logger) : BackgroundService
{
    /// <summary>After the database did not answer.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            await bell.WaitAsync(await RoundAsync(stoppingToken), stoppingToken);
    }

    /// <returns>When to look again; null if nothing waits.</returns>
    private async Task<DateTimeOffset?> RoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            bell.Listen();
            var now = clock.GetUtcNow();
            var more = await reminders.FireAsync();
            more |= await sending.SendDueAsync(now, cancellationToken);
            return more ? now : await NextAsync(cancellationToken);
        }
        catch (Exception error) when (error is WriterBusyException or DbException or DbUpdateException)
        {
            LogPostponed(error);
            return clock.GetUtcNow() + Pause;
        }
    }

    private async Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var reminder = await db.Reminders.Where(r => r.FiredAt == null).OrderBy(r => r.DueAt).Select(r => (DateTimeOffset?)r.DueAt).FirstOrDefaultAsync(cancellationToken);
        var scheduled = await db.Scheduled.Where(s => s.Failure == null).OrderBy(s => s.DueAt).Select(s => (DateTimeOffset?)s.DueAt).FirstOrDefaultAsync(cancellationToken);
        return reminder < scheduled ? reminder : scheduled ?? reminder;
    }

    [LoggerMessage(EventName = "LaterPostponed", Level = LogLevel.Warning, Message = "What is due is done a little later")]
    private partial void LogPostponed(Exception error);
}
