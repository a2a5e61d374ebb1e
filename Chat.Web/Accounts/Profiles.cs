using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Accounts;

/// <summary>What people tell of themselves, and what they keep to themselves.</summary>
public sealed class Profiles(Writer writer)
{
    public Task DescribeAsync(long person, string? about, string? zone) => writer.Run(scope =>
        scope.Db.Users.Where(p => p.Id == person).ExecuteUpdate(set => set
            .SetProperty(p => p.About, about)
            .SetProperty(p => p.TimeZone, zone)));

    /// <param name="until">When it ends by itself; null if it does not.</param>
    public Task SetStatusAsync(long person, string? emoji, string? words, DateTimeOffset? until) => writer.Run(scope =>
        scope.Db.Users.Where(p => p.Id == person).ExecuteUpdate(set => set
            .SetProperty(p => p.StatusEmoji, emoji)
            .SetProperty(p => p.StatusText, words)
            .SetProperty(p => p.StatusUntil, until)));

    public Task HideAsync(long person, bool lastSeen, bool reading) => writer.Run(scope =>
        scope.Db.Users.Where(p => p.Id == person).ExecuteUpdate(set => set
            .SetProperty(p => p.HidesLastSeen, lastSeen)
            .SetProperty(p => p.HidesReading, reading)));
}
