using Chat.Accounts;
using Chat.Data;
using Chat.Previews;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chat.Admin;

/// <summary>The server at a glance.</summary>
public sealed class IndexModel(ChatDb db, Admission admission, PreviewSwitch previews) : PageModel
{
    private Dictionary<RoomKind, int> rooms = [];

    public int People { get; private set; }

    public int Closed { get; private set; }

    public SignUpRule Rule { get; private set; }

    public bool ShowsPreviews { get; private set; }

    public int FailedJobs { get; private set; }

    public int Of(RoomKind kind) => rooms.GetValueOrDefault(kind);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        People = await db.Users.CountAsync(cancellationToken);
        Closed = await db.Users.CountAsync(p => p.DeactivatedAt != null, cancellationToken);
        Rule = await admission.RuleAsync(cancellationToken);
        ShowsPreviews = await previews.IsOnAsync(cancellationToken);
        FailedJobs = await db.Jobs.CountAsync(j => j.FailedAt != null, cancellationToken);
        rooms = await db.Rooms
            .Where(r => r.DeletedAt == null)
            .GroupBy(r => r.Kind)
            .ToDictionaryAsync(kind => kind.Key, kind => kind.Count(), cancellationToken);
    }
}
