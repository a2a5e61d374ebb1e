using System.Collections.Concurrent;
using Chat.Push;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.Tests.Push;

/// <summary>One service does not hold up the others, a crash doubles no more than what was under way, and nothing leaks into logs.</summary>
public sealed class BoundsTests : IAsyncLifetime
{
    private readonly TestClock clock = new();
    private readonly ConcurrentQueue<string> log = new();
    private FakePushService service = null!;
    private ChatApp app = null!;
    private Visitor ann = null!;

    public async Task InitializeAsync()
    {
        service = await FakePushService.StartAsync(clock);
        app = service.Program(clock, services =>
        {
            services.AddSingleton<ILoggerProvider>(new Listener(log));
            services.Configure<LoggerFilterOptions>(options => options.Rules.Add(new LoggerFilterRule(typeof(Listener).FullName, null, LogLevel.Trace, null)));
        });
        ann = await app.SignUpAsync("ann");
    }

    [Fact]
    public async Task A_hundred_devices_of_a_service_that_hangs_hold_up_nobody_else()
    {
        var stuck = await app.CrowdAsync(service, ann, 100, "stuck.push.example");
        var fine = await app.CrowdAsync(service, ann, 20, "one.push.example");
        foreach (var device in stuck)
            await app.TellAsync(device.Always(Answering.Hangs));
        await Eventually.IsTrueAsync(() => stuck.Sum(device => device.Asked) == 1);

        foreach (var device in fine)
            await app.TellAsync(device);

        await Eventually.IsTrueAsync(() =>
        {
            clock.Skip(TimeSpan.FromMilliseconds(1)); // far less than a hanging service gets
            return fine.All(device => device.Received.Count == 1);
        });
        Assert.Equal(1, stuck.Sum(device => device.Asked)); // it has not proved itself: one at a time
    }

    [Fact]
    public async Task A_service_that_hangs_is_left_alone_after_some_tries()
    {
        var stuck = await app.CrowdAsync(service, ann, 10, "stuck.push.example");
        foreach (var device in stuck)
            await app.TellAsync(device.Always(Answering.Hangs));

        for (var tries = 1; tries <= 3; tries++)
        {
            await Eventually.IsTrueAsync(() =>
            {
                clock.Skip(TimeSpan.FromMilliseconds(200));
                return stuck.Sum(device => device.Asked) >= tries;
            });
            clock.Skip(TimeSpan.FromSeconds(10));
        }

        var services = app.Services.GetRequiredService<PushServices>();
        var origin = Endpoints.ServiceOf(new Uri(stuck[0].Endpoint));
        await Eventually.IsTrueAsync(() => services.Of(origin).Enter() > clock.GetUtcNow() + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_a_push_doubles_that_one_alone()
    {
        var devices = await app.CrowdAsync(service, ann, 3, "one.push.example");
        await app.TellAsync(devices[0], "told before");
        await Eventually.IsTrueAsync(() => devices[0].Received.Count == 1);
        await app.OverAsync();
        var until = new TaskCompletionSource();
        devices[1].Then(Answering.Waits(until.Task));
        await app.TellAsync(devices[1], "under way");
        await Eventually.IsTrueAsync(() => devices[1].Asked == 1);

        var image = CopyOf(app.Folder);
        until.SetResult(); // the service has it, and the program did not live to hear so
        await using (var next = new ChatApp(image, clock, service.Lend))
        {
            await next.OverAsync();
            await next.TellAsync(devices[2], "told after");
            await Eventually.IsTrueAsync(() => devices[2].Received.Count == 1);
        }

        Assert.Equal([1, 2, 1], devices.Select(device => device.Asked));
        Directory.Delete(image, recursive: true);
    }

    /// <summary>What lies on the disk at this moment, as a blow would leave it: nobody writes just now.</summary>
    private static string CopyOf(string folder)
    {
        var image = Directory.CreateTempSubdirectory("chat-crashed-").FullName;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(image, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return image;
    }

    [Fact]
    public async Task Logs_name_the_service_and_nothing_that_is_secret()
    {
        var device = (await app.CrowdAsync(service, ann, 1, "one.push.example"))[0];
        device.Then(Answering.Status(500)).Then(Answering.Status(403));

        await app.TellAsync(device, "between us");
        await Eventually.IsTrueAsync(() =>
        {
            clock.Skip(TimeSpan.FromSeconds(1));
            return device.Asked == 2;
        });
        await app.FailedAsync(device, "403");

        var said = string.Join('\n', log);
        Assert.Contains("push.example", said, StringComparison.Ordinal);
        foreach (var secret in new[] { new Uri(device.Endpoint).AbsolutePath, "between us", device.P256dh, device.Auth })
            Assert.DoesNotContain(secret, said, StringComparison.Ordinal);
    }

    public async Task DisposeAsync()
    {
        ann.Dispose();
        await app.DisposeAsync();
        await service.DisposeAsync();
    }

    /// <summary>Hears all that is logged.</summary>
    private sealed class Listener(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
