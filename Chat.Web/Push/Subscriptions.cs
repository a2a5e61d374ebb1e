using System.Globalization;
using System.Linq.Expressions;
using Chat.Accounts;
using Chat.Data;
using Chat.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Push;

/// <summary>The devices that want to be notified. Each belongs to a signed-in session and goes with it.</summary>
public sealed class Subscriptions(
    Writer writer, ServerKeys keys, Endpoints endpoints, LastPushes last, Pushing pushing, IStringLocalizer<Text> text)
{
    /// <summary>Of one person. More than anybody carries; each costs a push for each notification.</summary>
    public const int MaxDevices = 20;

    private const string TestTag = "test";

    /// <summary>Whoever has pressed the button does not wait longer.</summary>
    private static readonly TimeSpan TestTtl = TimeSpan.FromMinutes(5);

    /// <summary>Notes a device, or what has changed of it. An endpoint that somebody else had left on the same browser moves to whoever is signed in now.</summary>
    /// <param name="origin">Where the device found Chat: "https://chat.example.org".</param>
    public async Task<SubscribeOutcome> SubscribeAsync(long person, Guid session, string origin, Offer offer)
    {
        if (endpoints.Judge(offer.Endpoint) is not { } endpoint)
            return SubscribeOutcome.BadEndpoint;
        if (P256.Decode(offer.P256dh, P256.PointLength) is not { } point || !P256.IsOnCurve(point) || P256.Decode(offer.Auth, Sealing.AuthLength) is not { } auth)
            return SubscribeOutcome.BadKeys;
        if (!keys.Knows(offer.Key))
            return SubscribeOutcome.UnknownServerKey;
        var language = CultureInfo.CurrentUICulture.Name;
        return await writer.Run(scope => Put(scope, new PushSubscription
        {
            PersonId = person,
            SessionId = session,
            Endpoint = endpoint,
            Origin = origin,
            P256dh = point,
            Auth = auth,
            ServerKey = offer.Key,
            Language = language,
            CreatedAt = scope.Now,
        }));
    }

    private static SubscribeOutcome Put(WriteScope scope, PushSubscription device)
    {
        if (!scope.Db.Sessions.Any(s => s.Id == device.SessionId && s.PersonId == device.PersonId))
            return SubscribeOutcome.SessionOver;
        if (!Update(scope.Db, device))
        {
            // Under its former owner, whose news still waits for it, it ends.
            scope.Db.PushSubscriptions.Where(s => s.Endpoint == device.Endpoint).ExecuteDelete();
            scope.Db.PushSubscriptions.Add(device);
            scope.Db.SaveChanges();
        }

        DropOthers(scope.Db, device);
        return SubscribeOutcome.Done;
    }

    private static bool Update(ChatDb db, PushSubscription device) =>
        db.PushSubscriptions.Where(s => s.Endpoint == device.Endpoint && s.PersonId == device.PersonId).ExecuteUpdate(set => set
            .SetProperty(s => s.SessionId, device.SessionId)
            .SetProperty(s => s.Origin, device.Origin)
            .SetProperty(s => s.P256dh, device.P256dh)
            .SetProperty(s => s.Auth, device.Auth)
            .SetProperty(s => s.ServerKey, device.ServerKey)
            .SetProperty(s => s.Language, device.Language)) > 0;

    /// <summary>A browser has one subscription: a newer one of the same session takes the place of the former. Of too many devices the oldest goes.</summary>
    private static void DropOthers(ChatDb db, PushSubscription device)
    {
        db.PushSubscriptions.Where(s => s.SessionId == device.SessionId && s.Endpoint != device.Endpoint).ExecuteDelete();
        var oldest = db.PushSubscriptions.Where(s => s.PersonId == device.PersonId)
            .OrderByDescending(s => s.Endpoint == device.Endpoint).ThenByDescending(s => s.Id).Skip(MaxDevices).Select(s => s.Id).ToList();
        db.PushSubscriptions.Where(s => oldest.Contains(s.Id)).ExecuteDelete();
    }

    /// <summary>The device does not want to be notified any more. Of somebody else's nothing happens.</summary>
    public Task UnsubscribeAsync(long person, string endpoint) =>
        endpoints.Judge(endpoint) is { } judged ? DeleteAsync(s => s.PersonId == person && s.Endpoint == judged) : Task.CompletedTask;

    /// <returns>False if the person has no such device.</returns>
    public async Task<bool> RemoveAsync(long person, long id) => await DeleteAsync(s => s.PersonId == person && s.Id == id) > 0;

    private Task<int> DeleteAsync(Expression<Func<PushSubscription, bool>> which) =>
        writer.Run(scope => scope.Db.PushSubscriptions.Where(which).ExecuteDelete());

    /// <summary>Tells a device something, so that its owner sees whether it arrives.</summary>
    /// <returns>False if the person has no such device.</returns>
    public Task<bool> TestAsync(long person, long id)
    {
        var test = new Notification(text["A test"], text["Notifications arrive on this device."], "/", CultureInfo.CurrentUICulture.Name) { Renotify = true };
        return writer.Run(scope =>
        {
            if (!scope.Db.PushSubscriptions.Any(s => s.PersonId == person && s.Id == id))
                return false;
            pushing.Ask(scope, id, TestTag, test, Urgency.High, TestTtl);
            return true;
        });
    }

    /// <summary>A person's devices, this one first, then the latest.</summary>
    public async Task<IReadOnlyList<PushDevice>> ListAsync(ChatDb db, long person, Guid session, CancellationToken cancellationToken)
    {
        var found = await db.PushSubscriptions.AsNoTracking()
            .Where(s => s.PersonId == person)
            .Join(db.Sessions, s => s.SessionId, each => each.Id, (s, each) => new { Subscription = s, each.UserAgent })
            .OrderByDescending(each => each.Subscription.SessionId == session)
            .ThenByDescending(each => each.Subscription.Id)
            .ToListAsync(cancellationToken);
        return [.. found.Select(each => Describe(each.Subscription, each.UserAgent, session))];
    }

    private PushDevice Describe(PushSubscription device, string userAgent, Guid session)
    {
        var (at, result) = last.Of(device);
        return new PushDevice(device.Id, Device.Of(userAgent), new Uri(device.Endpoint).IdnHost, device.SessionId == session, device.CreatedAt, at, result);
    }
}

/// <summary>What a browser gives when it subscribes, in the words of the Push API.</summary>
/// <param name="Key">The server's key that it was given.</param>
public sealed record Offer(string Endpoint, string P256dh, string Auth, string Key);

public enum SubscribeOutcome
{
    Done,

    /// <summary>Nothing is pushed there: no https, an address inside, or a service that the operator does not allow.</summary>
    BadEndpoint,

    /// <summary>No point of the curve, or no secret of the right length.</summary>
    BadKeys,

    /// <summary>The device subscribed with a key that is not, or no longer, the server's: it has to ask for the present one.</summary>
    UnknownServerKey,

    /// <summary>It was signed out meanwhile.</summary>
    SessionOver,
}

/// <summary>A device as its owner sees it.</summary>
/// <param name="Service">The push service's host.</param>
/// <param name="LastResult">What came of the last push; null if there was none.</param>
public sealed record PushDevice(
    long Id, Device Device, string Service, bool IsThis, DateTimeOffset SubscribedAt, DateTimeOffset? LastPushAt, string? LastResult);
