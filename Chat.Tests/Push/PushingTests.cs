using System.Globalization;
using Chat.Outbound;
using Chat.Push;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
    private Task InTimeAsync(Func<bool> condition, int step = 1) => Eventually.IsTrueAsync(() =>
    {
        clock.Skip(TimeSpan.FromSeconds(step));
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
        await ReceivedAsync(device, 2);
        await ReceivedAsync(other);
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

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_device_that_is_gone_is_forgotten(int status)
    {
        device.Then(Answering.Status(status));

        await app.TellAsync(device);

        await Eventually.IsTrueAsync(async () => await app.FindAsync(device) is null);
        await app.OverAsync();
        Assert.Empty(device.Received);
    }

    [Fact]
    public async Task What_a_service_finds_too_large_is_shortened_once()
    {
        device.Always(Answering.TakesUpTo(2_000));

        await app.TellAsync(device, new string('가', 5_000));

        await ReceivedAsync(device);
        Assert.EndsWith("가…", device.Received[0].Body, StringComparison.Ordinal);
        Assert.Equal(2, device.Asked);
    }

    [Fact]
    public async Task What_is_too_large_for_it_even_then_is_given_up()
    {
        device.Always(Answering.Status(413));

        await app.TellAsync(device, new string('가', 5_000));

        await app.FailedAsync(device, "413");
        Assert.Equal(2, device.Asked);
    }

    [Theory]
    [InlineData(429, false)]
    [InlineData(503, true)]
    public async Task A_service_that_wants_to_be_left_alone_is_and_the_others_are_not(int status, bool asDate)
    {
        var wait = TimeSpan.FromMinutes(2);
        var (until, began) = (clock.GetUtcNow() + wait, clock.GetUtcNow());
        device.Then(Answering.Status(status, asDate ? until.ToString("R", CultureInfo.InvariantCulture) : "120"));
        var crowd = await app.CrowdAsync(service, ann, 1, "one.push.example");
        var elsewhere = await app.CrowdAsync(service, ann, 1, "other.push.example");
        await app.TellAsync(device);
        await app.PostponedAsync(device, $"{status}");

        await app.TellAsync(crowd[0]);
        await app.TellAsync(elsewhere[0]);

        await ReceivedAsync(elsewhere[0]);
        await Eventually.IsTrueAsync(async () => (await app.JobOfAsync(crowd[0]))!.DueAt >= until);
        Assert.Equal(0, crowd[0].Asked);
        await InTimeAsync(() => crowd[0].Received.Count == 1 && device.Received.Count == 1);
        Assert.True(clock.GetUtcNow() >= began + wait);
    }

    [Theory]
    [InlineData("86400", 3_600)]
    [InlineData("soon", 30)]
    [InlineData("-5", 30)]
    public async Task A_service_does_not_say_for_how_long_without_bounds(string retryAfter, int seconds)
    {
        var began = clock.GetUtcNow();
        device.Then(Answering.Status(429, retryAfter));

        await app.TellAsync(device);

        await app.PostponedAsync(device, "429");
        Assert.Equal(began + TimeSpan.FromSeconds(seconds), (await app.JobOfAsync(device))!.DueAt);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    public async Task A_service_that_is_out_of_order_is_asked_again(int status)
    {
        device.Then(Answering.Status(status)).Then(Answering.Status(status));

        await app.TellAsync(device);

        await InTimeAsync(() => device.Received.Count == 1);
        Assert.Equal(3, device.Asked);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    public async Task What_a_service_refuses_is_given_up_with_its_reason(int status)
    {
        device.Always(Answering.Status(status));

        await app.TellAsync(device);

        await app.FailedAsync(device, $"{status}");
        Assert.Equal(1, device.Asked);
    }

    [Fact]
    public async Task A_redirect_leads_nowhere()
    {
        var inside = service.NewDevice("inside.push.example");
        device.Then(Answering.Redirects(inside.Endpoint));

        await app.TellAsync(device);

        await app.FailedAsync(device, "307");
        Assert.Equal(0, inside.Asked);
    }

    [Fact]
    public async Task A_name_that_leads_inside_by_now_is_not_asked()
    {
        var rules = app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<OutboundRules>>().Value;
        rules.Allows = _ => false;

        await app.TellAsync(device);

        await app.FailedAsync(device, "refused");
        Assert.Equal(0, device.Asked);
    }

    [Fact]
    public async Task A_service_that_does_not_stop_to_talk_has_taken_it()
    {
        device.Then(Answering.TalksForEver);

        await app.TellAsync(device);

        await app.OverAsync();
        Assert.Equal(1, device.Asked);
    }

    [Fact]
    public async Task A_service_that_hangs_up_is_asked_again()
    {
        device.Then(Answering.BreaksOff);

        await app.TellAsync(device);

        await app.PostponedAsync(device, "unreachable");
        await InTimeAsync(() => device.Received.Count == 1);
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
