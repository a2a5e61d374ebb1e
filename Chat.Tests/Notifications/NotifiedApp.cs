using Chat.Tests.Push;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Notifications;

/// <summary>The program with all push services of the world, and a clock that is moved to what is due next.</summary>
internal sealed class NotifiedApp : IAsyncDisposable
{
    /// <summary>Looks at something that is due and that nobody takes: the worker's timer was made while the clock moved.</summary>
    private const int Patience = 100;

    private NotifiedApp(FakePushService services, TestClock clock) =>
        (Services, Clock, App) = (services, clock, new ChatApp(clock: clock, edges: services.Lend, settings: ("Chat:Limits:Messages", "1000000")));

    public FakePushService Services { get; }

    public TestClock Clock { get; }

    public ChatApp App { get; }

    public static async Task<NotifiedApp> StartAsync()
    {
        var clock = new TestClock();
        return new NotifiedApp(await FakePushService.StartAsync(clock), clock);
    }

    /// <summary>Somebody who is not there, with a device in the pocket.</summary>
    public async Task<(Visitor Visitor, FakeDevice Phone)> SignUpWithPhoneAsync(string name)
    {
        var visitor = await App.SignUpAsync(name);
        return (visitor, await Services.SubscribeAsync(visitor));
    }

    /// <summary>Until everything that is owed is done, and whatever was to be pushed is.</summary>
    public async Task SettleAsync()
    {
        var idle = 0;
        await Eventually.IsTrueAsync(async () =>
        {
            var owed = await OwedAsync();
            if (owed.Count == 0)
                return true;
            Assert.All(owed, job => Assert.Null(job.Failure));
            var next = owed.Min(job => job.DueAt) - Clock.GetUtcNow();
            if (owed.Exists(job => job.IsRunning))
                idle = 0;
            else if (next > TimeSpan.Zero)
                Clock.Advance(next);
            else if (++idle % Patience == 0)
                Clock.Advance(TimeSpan.FromSeconds(1));
            return false;
        });
        Assert.Empty(await App.AskAsync(db => db.Jobs.Where(j => j.FailedAt != null).Select(j => $"{j.Kind} {j.Key}: {j.Failure}").ToListAsync()));
    }

    private Task<List<(DateTimeOffset DueAt, bool IsRunning, string? Failure)>> OwedAsync() => App.AskAsync(async db =>
        (await db.Jobs
            .Where(j => j.FailedAt == null && (j.Kind == "notify" || j.Kind == "push" || j.Kind == "withdraw" || j.Kind == "retract" || j.Kind == "remind" || j.Kind == "unsent"))
            .Select(j => new { j.DueAt, j.LeasedUntil, j.Failure })
            .ToListAsync()).ConvertAll(job => (job.DueAt, job.LeasedUntil is not null, job.Failure)));

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Services.DisposeAsync();
    }
}

internal static class Told
{
    /// <summary>What a device was told, oldest first: "title: body"; of what was withdrawn only the tag.</summary>
    public static IReadOnlyList<string> Words(this FakeDevice device) => [.. device.Received.Select(Words)];

    private static string Words(Received told) =>
        told.Message.TryGetProperty("notification", out var shown) && shown.TryGetProperty("title", out _) ? $"{told.Title}: {told.Body}" : "withdrawn";
}
