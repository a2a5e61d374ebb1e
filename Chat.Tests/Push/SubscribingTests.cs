using System.Net;
using Chat.Push;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Push;

public sealed class SubscribingTests : IAsyncLifetime
{
    private FakePushService service = null!;
    private ChatApp app = null!;
    private Visitor ann = null!;

    public async Task InitializeAsync()
    {
        service = await FakePushService.StartAsync();
        app = service.Program(settings: [("Chat:Limits:Changes", "100000"), ("Chat:Limits:SignInsPerAccount", "1000")]);
        ann = await app.SignUpAsync("ann");
    }

    private Subscriptions Subscriptions => app.Services.GetRequiredService<Subscriptions>();

    private Task<int> CountAsync() => app.AskAsync(db => db.PushSubscriptions.CountAsync());

    [Fact]
    public async Task A_device_belongs_to_who_is_signed_in_on_it_and_knows_where_it_found_Chat()
    {
        var device = await service.SubscribeAsync(ann);

        var row = await app.FindAsync(device);
        Assert.Equal((ann.Id, $"{app.Address}".TrimEnd('/')), (row!.PersonId, row.Origin));
        Assert.Equal(await app.AskAsync(db => db.Sessions.Select(s => s.Id).SingleAsync()), row.SessionId);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_gets_no_key_and_has_no_device()
    {
        using var stranger = app.Visit();
        using var key = await stranger.GetAsync("/push/key", "application/json");
        using var subscribed = await stranger.PostJsonAsync("/push/subscribe", ("Endpoint", service.NewDevice().Endpoint));

        Assert.Equal(HttpStatusCode.Unauthorized, key.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, subscribed.StatusCode);
    }

    public static TheoryData<string, string> Nonsense => new()
    {
        { "Endpoint", "" },
        { "Endpoint", "push.example" },
        { "Endpoint", "http://push.example:{port}/to/1" },
        { "Endpoint", "https://push.example/to/1" }, // where the rules allow another port only
        { "Endpoint", "https://ann:secret@push.example:{port}/to/1" },
        { "Endpoint", "https://10.0.0.1:{port}/to/1" },
        { "Endpoint", "https://169.254.169.254:{port}/latest/meta-data" },
        { "Endpoint", "https://[::ffff:10.0.0.1]:{port}/to/1" },
        { "Endpoint", "https://0x0a000001:{port}/to/1" },
        { "Endpoint", "file:///etc/passwd" },
        { "Endpoint", "https://push.example:{port}/" + Long },
        { "P256dh", "" },
        { "P256dh", "BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }, // off the curve
        { "P256dh", "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw" }, // too short
        { "P256dh", "BCVxsr7N/eNgVRqvHtD0zTZsEc6+VV+JvLexhqUzORcxaOzi6+AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4" }, // the other base64
        { "P256dh", "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4=" },
        { "Auth", "" },
        { "Auth", "BTBZMqHH6r4Tts7J_aSI" },
        { "Auth", "BTBZMqHH6r4Tts7J_aSIggAA" },
        { "Auth", "BTBZMqHH6r4 Tts7J_aSIg" },
        { "Key", "" },
        { "Key", "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8" }, // somebody else's
    };

    private static string Long => new('x', 2_100);

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task What_cannot_be_pushed_to_is_refused(string field, string value)
    {
        using var refused = await service.NewDevice().SubscribeAsync(ann, (field, value.Replace("{port}", $"{service.Port}", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_browser_that_another_person_signs_in_on_is_theirs_from_then_on()
    {
        using var bob = await app.SignUpAsync("bob");
        var device = await service.SubscribeAsync(ann);
        var former = (await app.FindAsync(device))!.Id;

        using var moved = await device.SubscribeAsync(bob);

        var row = await app.FindAsync(device);
        Assert.Equal(bob.Id, row!.PersonId);
        Assert.NotEqual(former, row.Id); // nothing that still waits for Ann reaches Bob
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Doing_it_twice_is_doing_it_once_and_a_newer_endpoint_takes_the_place_of_the_former()
    {
        var former = await service.SubscribeAsync(ann);
        var id = (await app.FindAsync(former))!.Id;
        using var again = await former.SubscribeAsync(ann);
        Assert.Equal(id, (await app.FindAsync(former))!.Id);

        var newer = await service.SubscribeAsync(ann);

        Assert.Null(await app.FindAsync(former));
        Assert.NotNull(await app.FindAsync(newer));
    }

    [Fact]
    public async Task Nobody_ends_removes_or_tries_the_device_of_somebody_else()
    {
        using var bob = await app.SignUpAsync("bob");
        var device = await service.SubscribeAsync(ann);
        var id = (await app.FindAsync(device))!.Id;

        using var ended = await bob.PostJsonAsync("/push/unsubscribe", ("Endpoint", device.Endpoint));
        Assert.False(await Subscriptions.RemoveAsync(bob.Id, id));
        Assert.False(await Subscriptions.TestAsync(bob.Id, id));
        Assert.Equal(1, await CountAsync());

        using var own = await ann.PostJsonAsync("/push/unsubscribe", ("Endpoint", device.Endpoint));
        Assert.Equal(HttpStatusCode.NoContent, own.StatusCode);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_test_arrives_and_the_list_says_so_and_one_can_be_removed()
    {
        var device = await service.SubscribeAsync(ann);
        var id = (await app.FindAsync(device))!.Id;

        Assert.True(await Subscriptions.TestAsync(ann.Id, id));

        await Eventually.IsTrueAsync(() => device.Received.Count == 1);
        Assert.Equal("test", device.Received[0].Tag);
        await app.OverAsync();
        var listed = Assert.Single(await ListAsync());
        Assert.Equal((id, "one.push.example", true, "201"), (listed.Id, listed.Service, listed.IsThis, listed.LastResult));
        Assert.True(await Subscriptions.RemoveAsync(ann.Id, id));
        Assert.Empty(await ListAsync());
    }

    private async Task<IReadOnlyList<PushDevice>> ListAsync()
    {
        var session = await app.AskAsync(db => db.Sessions.Where(s => s.PersonId == ann.Id).Select(s => s.Id).FirstAsync());
        return await app.AskAsync(db => Subscriptions.ListAsync(db, ann.Id, session, CancellationToken.None));
    }

    [Fact]
    public async Task It_goes_with_the_session()
    {
        await service.SubscribeAsync(ann);

        using var _ = await ann.PostAsync("/signout");

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task It_goes_when_another_device_signs_it_out()
    {
        await service.SubscribeAsync(ann);
        using var other = app.Visit();
        await other.SignInAsync(ann.UserName);

        using var _ = await other.PostAsync("/account/devices/others");

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task It_goes_with_the_account()
    {
        using var bob = await app.SignUpAsync("bob");
        await service.SubscribeAsync(bob);

        using var closed = await ann.PostAsync($"/admin/people/{bob.Id}/deactivate"); // the first to sign up administers

        Assert.Equal(HttpStatusCode.SeeOther, closed.StatusCode);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_thousand_subscriptions_of_one_browser_are_one()
    {
        var key = app.Services.GetRequiredService<ServerKeys>().Public;
        for (var i = 0; i < 1_000; i++)
        {
            var device = service.NewDevice();
            using var answer = await ann.PostJsonAsync(
                "/push/subscribe", ("Endpoint", device.Endpoint), ("P256dh", device.P256dh), ("Auth", device.Auth), ("Key", key));
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Of_too_many_devices_the_oldest_go()
    {
        var first = await service.SubscribeAsync(ann);
        FakeDevice last = first;
        for (var i = 0; i < Subscriptions.MaxDevices; i++)
        {
            using var other = app.Visit();
            await other.SignInAsync(ann.UserName);
            last = await service.SubscribeAsync(other);
        }

        Assert.Equal(Subscriptions.MaxDevices, await CountAsync());
        Assert.Null(await app.FindAsync(first));
        Assert.NotNull(await app.FindAsync(last));
    }

    [Fact]
    public async Task A_flood_is_cut()
    {
        await using var strict = service.Program(settings: ("Chat:Limits:Changes", "3"));
        using var bob = await strict.SignUpAsync("bob");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            using var answer = await bob.PostJsonAsync("/push/unsubscribe", ("Endpoint", "https://push.example/to/1"));
            statuses.Add(answer.StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task Where_the_operator_names_the_services_others_are_refused()
    {
        await using var picky = service.Program(settings: ("Chat:Push:Services", "*.push.apple.com"));
        using var bob = await picky.SignUpAsync("bob");

        using var refused = await service.NewDevice().SubscribeAsync(bob);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        await service.SubscribeAsync(bob, "web.push.apple.com");
    }

    public async Task DisposeAsync()
    {
        ann.Dispose();
        await app.DisposeAsync();
        await service.DisposeAsync();
    }
}
