using Chat.E2E.Delivery;
using Chat.Tests;

namespace Chat.E2E.Faults;

/// <summary>
/// Devices that cut what has been silent for half a minute or a whole one, as many do, and rooms in which nobody speaks
/// for longer. Time is the story's own: for the program, the device and the page.
/// </summary>
[Collection(Stages.Faults)]
public sealed class IdleTests(Stage stage)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    // Every fifteen seconds, give or take a tenth, and the tick of the program's timer.
    private static readonly TimeSpan BetweenBeats = TimeSpan.FromSeconds(16.6);

    // The program ends a stream in good order after this at the earliest.
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(240);

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(25);
    private const int Waits = 8;

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    public Task A_stream_lives_through_minutes_of_silence(int seconds) => PlayAsync(seconds, async scene =>
    {
        var (ann, room, clock, network) = scene;
        var ear = await Ear.AtAsync(ann, clock);
        await ann.Opens($"/rooms/{room}");
        await ear.Hears("hello");
        clock.Advance(Step);
        await ear.Hears("ready");

        for (var passed = Step + Step; passed < ShortestLife; passed += Step)
        {
            var beats = ear.Count("beat");
            clock.Advance(Step);
            if (ear.Silence > BetweenBeats)
                await ear.Hears("beat", beats + 1);
            await ann.Page.Clock.RunForAsync((long)Step.TotalMilliseconds);
        }

        await scene.BreaksTheSilenceAsync();
        ear.HeardOneStream();
        Assert.Equal(0, network.Count(address => address.Contains("wait=25", StringComparison.Ordinal)));
    });

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    public Task Long_polls_live_through_minutes_of_silence(int seconds) => PlayAsync(seconds, async scene =>
    {
        var (ann, room, clock, network) = scene;
        network.SwallowsStreams = true;
        await ann.Opens($"/rooms/{room}");
        for (var tries = 1; tries <= 2; tries++)
        {
            await network.WasAsked(tries, @"/events\?(?!.*wait=)");
            await ann.Page.Clock.RunForAsync((long)Step.TotalMilliseconds);
        }

        await network.WasAsked(1, "wait=25");
        for (var waits = 1; waits <= Waits; waits++)
        {
            await ann.Page.Clock.RunForAsync((long)Wait.TotalMilliseconds);
            await Eventually.IsTrueAsync(() => IsAskedAgain(waits));
        }

        await scene.BreaksTheSilenceAsync();
        Assert.Equal(0, network.Count(address => address.Contains("wait=10", StringComparison.Ordinal)));

        // Nobody sees from outside when the program has begun to wait: time goes on until it has waited enough.
        bool IsAskedAgain(int waits)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return network.Count(address => address.Contains("wait=25", StringComparison.Ordinal)) > waits;
        }
    });

    private Task PlayAsync(int seconds, Func<Scene, Task> story) => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var clock = new TestClock();
        await using var program = new ChatApp(clock: clock);
        await using var network = await Network.StartAsync(program.Address);
        var device = new Impatient(clock, TimeSpan.FromSeconds(seconds));
        network.Middlebox = device;
        var ann = await cast.EntersAsync("Ann", through: network.Address);
        await ann.Page.Clock.InstallAsync();
        await story(new Scene(ann, await ann.HasRoom("Silence"), clock, network));
        Assert.Equal(0, device.Cuts);
    });

    /// <summary>Ann is behind the device.</summary>
    private sealed record Scene(Person Ann, long Room, TestClock Clock, Network Network)
    {
        public async Task BreaksTheSilenceAsync()
        {
            await Ann.HasSaid(Room, "at last");
            await Ann.SeesExactly("at last");
            await Ann.SeesWhatAFreshPageShows();
        }
    }
}
