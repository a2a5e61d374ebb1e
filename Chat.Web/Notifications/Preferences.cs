using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Notifications;

/// <summary>When and how somebody wants to be notified, wherever it is from.</summary>
public sealed class Preferences(Writer writer)
{
    /// <param name="hours">Minutes after midnight; null for never.</param>
    public Task RestAsync(long person, (int From, int Until)? hours) => writer.Run(scope =>
    {
        int? from = hours?.From, until = hours?.Until;
        scope.Db.Users.Where(p => p.Id == person).ExecuteUpdate(set => set
            .SetProperty(p => p.QuietFrom, from)
            .SetProperty(p => p.QuietUntil, until));
    });

    /// <param name="until">Null ends the pause.</param>
    public Task PauseAsync(long person, DateTimeOffset? until) => writer.Run(scope =>
        scope.Db.Users.Where(p => p.Id == person).ExecuteUpdate(set => set.SetProperty(p => p.PausedUntil, until)));

    public Task ListenForAsync(long person, IReadOnlyCollection<string> keywords)
    {
        var lines = string.Join('\n', keywords);
        return writer.Run(scope => scope.Db.Users.Where(p => p.Id == person).ExecuteUpdate(set => set.SetProperty(p => p.Keywords, lines)));
    }

    public Task HideTextAsync(long person, bool hides) => writer.Run(scope =>
        scope.Db.Users.Where(p => p.Id == person).ExecuteUpdate(set => set.SetProperty(p => p.NotifiesWithoutText, hides)));
}
