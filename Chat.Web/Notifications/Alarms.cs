using System.Globalization;
using Chat.Data;
using Chat.Jobs;

namespace Chat.Notifications;

/// <summary>Where somebody is to be notified of their own plans, within the transaction that brings it about.</summary>
public sealed class Alarms(JobQueue jobs)
{
    /// <summary>The reminder has come due.</summary>
    public void Remind(WriteScope scope, long reminder) => Ask(scope, Reminding.OfKind, reminder);

    /// <summary>The scheduled message could not be sent.</summary>
    public void Fail(WriteScope scope, long scheduled) => Ask(scope, Failing.OfKind, scheduled);

    private void Ask(WriteScope scope, string kind, long id) => jobs.Ask(scope, kind, id.ToString(CultureInfo.InvariantCulture), scope.Now);
}
