using System.Globalization;
using Chat.Outbound;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Push;

/// <summary>What a push service says decides what becomes of a push, and a lie of one that is none does no harm.</summary>
public sealed class AnswerTests : IAsyncLifetime
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

    public async Task DisposeAsync()
    {
        ann.Dispose();
        await app.DisposeAsync();
        await service.DisposeAsync();
    }
}
