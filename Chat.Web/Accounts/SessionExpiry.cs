using Chat.Jobs;

namespace Chat.Accounts;

/// <summary>Removes the sessions of devices that have not been seen for so long that they are signed out.</summary>
internal sealed class SessionExpiry(Sessions sessions) : IRecurringJob
{
    public string Kind => "accounts.sessions";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public Task RunAsync(CancellationToken cancellationToken) => sessions.EndExpiredAsync();
}
