using System.Globalization;
using Chat.Data;
using Chat.Jobs;

namespace Chat.Push;

/// <summary>Where pushes are asked for, within the transaction that makes them necessary.</summary>
public sealed class Pushing(JobQueue jobs)
{
    internal const string Kind = "push";

    /// <summary>Older news is found in the app.</summary>
    public static readonly TimeSpan MaxTtl = TimeSpan.FromDays(1);

    /// <summary>Tells a device of something. It takes the place of what was asked for under the same tag and has not been sent.</summary>
    /// <param name="tag">What it is about, "room-42": a device shows one notification of a tag.</param>
    /// <param name="ttl">How long it is worth telling, a day at most.</param>
    public void Ask(WriteScope scope, long subscription, string tag, Notification notification, Urgency urgency, TimeSpan ttl) =>
        Ask(scope, subscription, new Parcel(tag, scope.Now + (ttl < MaxTtl ? ttl : MaxTtl), urgency) { Notification = notification });

    /// <summary>
    /// Takes what is shown under a tag off a device again. What was not sent yet never is. A device of Apple's is not
    /// asked for it: there a push that shows nothing costs the permission to push.
    /// </summary>
    /// <param name="badge">The number at the app's icon; null leaves it.</param>
    public void Withdraw(WriteScope scope, long subscription, string tag, int? badge) =>
        Ask(scope, subscription, new Parcel(tag, scope.Now + MaxTtl, Urgency.Low) { Badge = badge });

    private void Ask(WriteScope scope, long subscription, Parcel parcel) =>
        jobs.AskInstead(scope, Kind, string.Create(CultureInfo.InvariantCulture, $"{subscription}:{parcel.Tag}"), scope.Now, parcel.Write());
}
