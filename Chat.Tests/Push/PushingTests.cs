namespace Chat.Tests.Push;

public sealed class PushingTests : IAsyncLifetime
{
    private readonly TestClock clock = new();
    private FakePushService service = null!;
    private ChatApp app = null!;
    private Visitor ann = null!;
    private FakeDevice device = null!;

    public async Task InitializeAsync()
    {
        service = await FakePushService.StartAsync(clock);
        app = service.Program(clock);
        ann = await app.SignUpAsync("ann");
        device = await service.SubscribeAsync(ann);
    }

    /// <summary>Time goes by until it is so.</summary>
    private Task InTimeAsync(Func<bool> condition) => Eventually.IsTrueAsync(() =>
    {
        clock.Skip(TimeSpan.FromSeconds(1));
        return condition();
    });

    private static Task ReceivedAsync(FakeDevice by, int count = 1) => Eventually.IsTrueAsync(() => by.Received.Count == count);

    [Fact]
    public async Task A_device_is_told_what_it_alone_can_read()
    {
        await app.TellAsync(device, "안녕");

        await ReceivedAsync(device);
        var push = device.Received[0];
        Assert.Equal(("Ann", "안녕", "room-42"), (push.Title, push.Body, push.Tag));
        Assert.Equal($"{app.Address}rooms/42/7", push.Notification.GetProperty("navigate").GetString());
        Assert.Equal((3_600L, "high"), (push.Ttl, push.Urgency));
        await app.OverAsync();
    }

    [Fact]
    public async Task A_service_keeps_the_latest_of_a_room_and_does_not_learn_which_room_it_is()
    {
        using var phone = app.Visit();
        await phone.SignInAsync(ann.UserName);
        var other = await service.SubscribeAsync(phone);
        foreach (var (to, tag) in new[] { (device, "room-1"), (device, "room-2"), (other, "room-1") })
            await app.TellAsync(to, tag: tag);
        await InTimeAsync(() => (device.Received.Count, other.Received.Count) == (2, 1)); // a new service is sent one at a time
        await app.OverAsync();
        await app.TellAsync(device, "again", "room-1");
        await ReceivedAsync(device, 3);

        Assert.Equal(device.Received[2].Topic, device.Received.First(push => push.Tag == "room-1").Topic);
        Assert.Equal(3, device.Received.Concat(other.Received).Select(push => push.Topic).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Newer_news_of_a_room_takes_the_place_of_what_waits()
    {
        var until = new TaskCompletionSource();
        device.Then(Answering.Waits(until.Task));
        await app.TellAsync(device, "first");
        await Eventually.IsTrueAsync(() => device.Asked == 1);

        await app.TellAsync(device, "second");
        await app.TellAsync(device, "third");
        until.SetResult();

        await ReceivedAsync(device, 2);
        await app.OverAsync();
        Assert.Equal(["first", "third"], device.Received.Select(push => push.Body));
    }

    [Fact]
    public async Task What_is_no_longer_worth_sending_is_not_sent()
    {
        device.Always(Answering.Status(500));
        await app.TellAsync(device, ttl: TimeSpan.FromMinutes(1));
        await app.PostponedAsync(device, "500");
        device.Always(null);

        clock.Skip(TimeSpan.FromMinutes(2));

        await app.OverAsync();
        Assert.Equal(1, device.Asked);
    }

    [Fact]
    public async Task Nothing_is_worth_sending_for_more_than_a_day()
    {
        await app.TellAsync(device, ttl: TimeSpan.FromDays(30));

        await ReceivedAsync(device);
        Assert.Equal(24 * 60 * 60, device.Received[0].Ttl);
    }

    [Fact]
    public async Task A_withdrawal_reaches_all_but_the_devices_that_would_lose_their_permission_by_it()
    {
        var apple = (await app.CrowdAsync(service, ann, 1, "web.push.apple.com"))[0];

        await app.WithdrawAsync(device);
        await app.WithdrawAsync(apple);

        await ReceivedAsync(device);
        await app.OverAsync();
        Assert.Equal("""{"withdraw":["room-42"],"app_badge":0}""", device.Received[0].Json);
        Assert.Equal("low", device.Received[0].Urgency);
        Assert.Equal(0, apple.Asked);
    }

    [Fact]
    public async Task What_was_withdrawn_before_it_was_sent_never_is()
    {
        device.Then(Answering.Status(500));
        await app.TellAsync(device, "secret");
        await app.PostponedAsync(device, "500");

        await app.WithdrawAsync(device);

        await InTimeAsync(() => device.Received.Count == 1);
        Assert.True(device.Received[0].Message.TryGetProperty("withdraw", out _));
    }

    [Fact]
    public async Task What_came_of_the_last_push_outlives_the_program()
    {
        device.Then(Answering.Status(202));
        await app.TellAsync(device);
        await app.OverAsync();

        clock.Skip(TimeSpan.FromMinutes(1));

        await Eventually.IsTrueAsync(async () => (await app.FindAsync(device))!.LastResult == "202");
        Assert.NotNull((await app.FindAsync(device))!.LastPushAt);
    }

    [Fact]
    public async Task An_operator_sees_what_came_of_them()
    {
        using var meters = new Meters(app);
        device.Then(Answering.Status(429, "1")).Then(Answering.Status(201)).Then(Answering.Status(403));

        await app.TellAsync(device);
        await InTimeAsync(() => device.Asked == 2);
        await app.OverAsync();
        await app.TellAsync(device);
        await app.FailedAsync(device, "403");

        Assert.Equal(
            ["chat.push.sends delivered: 1", "chat.push.sends denied: 1", "chat.push.sends throttled: 1"], meters.Moved("chat.push.sends"));
        Assert.Equal(3, meters.Values("chat.push.duration").Count);
    }

    public async Task DisposeAsync()
    {
        ann.Dispose();
        await app.DisposeAsync();
        await service.DisposeAsync();
    }
}
