using Chat.Accounts;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Later;

/// <summary>In which zone a person means "tomorrow".</summary>
public sealed class MyZone(ChatDb db, Me me)
{
    /// <summary>That of the device, if it tells it, for a traveller means the clock in sight; else that of the profile.</summary>
    public async Task<TimeZoneInfo> FindAsync(string? told, CancellationToken cancellationToken) =>
        Zones.Find(told)
        ?? Zones.Find(await db.Users.Where(p => p.Id == me.Id).Select(p => p.TimeZone).SingleAsync(cancellationToken))
        ?? TimeZoneInfo.Utc;
}
