using System.Runtime.Versioning;
using Chat.Data;
using Chat.Push;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Chat.Tests.Push;

public sealed class ServerKeysTests : IAsyncDisposable
{
    private readonly string folder = NewDatabase.InAFolderOfItsOwn();
    private readonly TestClock clock = new();

    private string KeyFile(int number) => Path.Combine(folder, "keys", $"push-{number}.pem");

    private static string PublicOf(ChatApp app) => app.Services.GetRequiredService<ServerKeys>().Public;

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task It_is_made_at_the_first_start_for_the_program_alone_and_stays()
    {
        string first;
        await using (var app = new ChatApp(folder))
            first = PublicOf(app);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile(1)));
        await using var again = new ChatApp(folder);
        Assert.Equal(first, PublicOf(again));
        Assert.Single(Directory.GetFiles(Path.Combine(folder, "keys"), "push-*"));
    }

    [Fact]
    public async Task After_a_rotation_each_device_is_pushed_to_with_the_key_it_knows_and_the_former_key_goes_with_the_last_of_them()
    {
        await using var service = await FakePushService.StartAsync(clock);
        Visitor ann;
        FakeDevice device;
        await using (var app = new ChatApp(folder, clock, service.Lend))
        {
            ann = await app.SignUpAsync("ann");
            device = await service.SubscribeAsync(ann);
        }

        Assert.Equal(0, await Program.Build([$"--Chat:Data={folder}", "--Logging:LogLevel:Default=Critical"]).RotatePushKeyAsync());

        await using var next = new ChatApp(folder, clock, service.Lend);
        using var back = next.Visit();
        Assert.NotEqual(device.ServerKey, PublicOf(next));
        await next.TellAsync(device, "by the former key"); // a strict service refuses any other
        await Eventually.IsTrueAsync(() => device.Received.Count == 1);
        clock.Skip(TimeSpan.FromDays(1));
        await next.TellAsync(device, "it is still there");
        await Eventually.IsTrueAsync(() => device.Received.Count == 2);
        Assert.True(File.Exists(KeyFile(1)));

        await back.SignInAsync(ann.UserName);
        using var anew = await device.SubscribeAsync(back);
        Assert.Equal(PublicOf(next), device.ServerKey);
        await Eventually.IsTrueAsync(() =>
        {
            clock.Skip(TimeSpan.FromDays(1));
            return !File.Exists(KeyFile(1));
        });
        await next.TellAsync(device, "by the present key");
        await Eventually.IsTrueAsync(() => device.Received.Count == 3);
        ann.Dispose();
    }

    [Fact]
    public async Task A_key_that_cannot_be_read_is_said_at_start_and_not_replaced()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile(1))!);
        await File.WriteAllTextAsync(KeyFile(1), "no key");

        var exit = await Program.Build([$"--Chat:Data={folder}", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]).RunProgramAsync();

        Assert.Equal(1, exit);
        Assert.Equal("no key", await File.ReadAllTextAsync(KeyFile(1)));
    }

    [Fact]
    public async Task A_device_whose_key_the_server_has_lost_is_forgotten_so_that_it_subscribes_anew()
    {
        await using var service = await FakePushService.StartAsync(clock);
        FakeDevice device;
        await using (var app = new ChatApp(folder, clock, service.Lend))
        {
            using var ann = await app.SignUpAsync("ann");
            device = await service.SubscribeAsync(ann);
        }

        File.Delete(KeyFile(1));
        await using var next = new ChatApp(folder, clock, service.Lend);
        await next.TellAsync(device);

        await Eventually.IsTrueAsync(async () => await next.FindAsync(device) is null);
        Assert.Equal(0, device.Asked);
    }

    [Fact]
    public void A_contact_that_services_refuse_is_said_at_start()
    {
        Assert.Throws<OptionsValidationException>(() => new ChatApp(folder, settings: ("Chat:Push:Contact", "somebody")));
    }

    public ValueTask DisposeAsync()
    {
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection(new DataOptions { Data = folder }.SqliteConnection))
            Microsoft.Data.Sqlite.SqliteConnection.ClearPool(connection);
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
