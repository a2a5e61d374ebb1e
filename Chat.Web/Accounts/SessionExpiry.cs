using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Accounts;

/// <summary>Removes the sessions of devices that have not been seen for so long that they are signed out.</summary>
internal sealed partial class SessionExpiry(Sessions sessions, TimeProvider clock, ILogger<SessionExpiry> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await sessions.EndExpiredAsync();
            }
            catch (Exception error) when (error is WriterBusyException or DbUpdateException)
            {
                LogPostponed(error);
            }
        }
    }

    [LoggerMessage(EventName = "SessionExpiryPostponed", Level = LogLevel.Warning, Message = "Removing expired sessions is postponed")]
    private partial void LogPostponed(Exception error);
}
