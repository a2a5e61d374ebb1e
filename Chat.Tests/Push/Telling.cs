using Chat.Data;
using Chat.Push;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Push;

/// <summary>Asks for pushes as other rooms of the house do, and looks at what waits.</summary>
internal static class Telling
{
    public static Task TellAsync(this ChatApp app, FakeDevice device, string body = "Hello", string tag = "room-42", TimeSpan? ttl = null) =>
        app.WriteAsync(scope => app.Services.GetRequiredService<Pushing>().Ask(
            scope, IdOf(scope.Db, device), tag, new Notification("Ann", body, "/rooms/42/7", "en") { Room = 42, Number = 7, Badge = 1 },
            Urgency.High, ttl ?? TimeSpan.FromHours(1)));

    public static Task WithdrawAsync(this ChatApp app, FakeDevice device, string tag = "room-42") =>
        app.WriteAsync(scope => app.Services.GetRequiredService<Pushing>().Withdraw(scope, IdOf(scope.Db, device), tag, badge: 0));

    private static long IdOf(ChatDb db, FakeDevice device) => db.PushSubscriptions.Single(s => s.Endpoint == device.Endpoint).Id;

    public static Task<PushSubscription?> FindAsync(this ChatApp app, FakeDevice device) =>
        app.AskAsync(db => db.PushSubscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.Endpoint == device.Endpoint));

    /// <summary>The one push to a device that waits or was given up.</summary>
    public static async Task<Job?> JobOfAsync(this ChatApp app, FakeDevice device)
    {
        var id = (await app.FindAsync(device))?.Id;
        return await app.AskAsync(db => db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.Kind == "push" && j.Key.StartsWith($"{id}:")));
    }

    public static Task FailedAsync(this ChatApp app, FakeDevice device, string reason) =>
        Eventually.IsTrueAsync(async () => await app.JobOfAsync(device) is { FailedAt: not null } job && job.Failure == reason);

    public static Task PostponedAsync(this ChatApp app, FakeDevice device, string reason) =>
        Eventually.IsTrueAsync(async () => await app.JobOfAsync(device) is { LeasedUntil: null } job && job.Failure == reason);

    public static Task OverAsync(this ChatApp app) =>
        Eventually.IsTrueAsync(async () => !await app.AskAsync(db => db.Jobs.AnyAsync(j => j.Kind == "push")));

    /// <summary>Devices that nobody carries, on one session: more than anybody could subscribe.</summary>
    public static async Task<IReadOnlyList<FakeDevice>> CrowdAsync(this ChatApp app, FakePushService service, Visitor owner, int count, string host)
    {
        var devices = Enumerable.Range(0, count).Select(_ => service.NewDevice(host)).ToList();
        var key = app.Services.GetRequiredService<ServerKeys>().Public;
        await app.WriteAsync(scope =>
        {
            var session = scope.Db.Sessions.First(s => s.PersonId == owner.Id).Id;
            scope.Db.PushSubscriptions.AddRange(devices.Select(device => new PushSubscription
            {
                PersonId = owner.Id,
                SessionId = session,
                Endpoint = device.Endpoint,
                Origin = $"{app.Address}".TrimEnd('/'),
                P256dh = device.Point,
                Auth = device.Secret,
                ServerKey = key,
                Language = "en",
                CreatedAt = scope.Now,
            }));
            scope.Db.SaveChanges();
        });
        devices.ForEach(device => device.Trusts(key));
        return devices;
    }
}
