using Chat.E2E.Delivery;

namespace Chat.E2E.Faults;

/// <summary>Connections that are reset when they have lived for a while, whatever passes on them. Time is the page's own.</summary>
[Collection(Stages.Faults)]
public sealed class ResetTests(Stage stage)
{
    private const int Sixteen = 16_000;
    private const int Half = 30_000;
    private const int HalvesInFiveMinutes = 10;

    [Fact]
    public Task Reset_after_sixteen_seconds_she_ends_with_polls_that_are_shorter() => PlayAsync("Sixteen seconds", async (ann, bob, network) =>
    {
        for (var asked = network.Count(IsHers); network.Count(IsBrief) == 0; await network.WasAsked(++asked, "client="))
        {
            await ann.Page.Clock.FastForwardAsync(Sixteen);
            network.Cuts();
        }

        await Expect(ann.Page.Locator("#indicator")).ToHaveAttributeAsync("data-state", "brief");
        await bob.Says("all is well");
        await ann.Sees("all is well");
        await ann.Says("so it is");
        await bob.Sees("so it is");
        Assert.Equal(0, network.Count(address => IsHers(address) && address.Contains("wait=0", StringComparison.Ordinal)));
        await ann.AgreesWith(bob);
    });

    [Fact]
    public Task Reset_every_five_minutes_she_stays_with_the_stream() => PlayAsync("Five minutes", async (ann, bob, network) =>
    {
        var ear = await Ear.AtAsync(ann);
        await ann.Reloads();
        for (var resets = 1; resets <= 3; resets++)
        {
            await ear.Hears("ready", resets);
            for (var half = 1; half <= HalvesInFiveMinutes; half++)
            {
                await bob.HasSaid(bob.Room, $"{half} of {resets}");
                await ann.Sees($"{half} of {resets}");
                await ann.Page.Clock.RunForAsync(Half);
            }

            network.Cuts();
            await bob.HasSaid(bob.Room, $"while she is away, {resets}");
        }

        await ear.Hears("ready", 4);
        await ann.Says("still by stream");
        await bob.Sees("still by stream");
        Assert.Equal(0, network.Count(address => IsHers(address) && address.Contains("wait=", StringComparison.Ordinal)));
        await ann.AgreesWith(bob);
    });

    private static bool IsHers(string address) => address.Contains("client=", StringComparison.Ordinal);

    private static bool IsBrief(string address) => address.Contains("wait=10", StringComparison.Ordinal);

    /// <summary>Her clock can be moved.</summary>
    private Task PlayAsync(string room, Func<Person, Person, Network, Task> story) => stage.PlayAsync(room, async (ann, bob, network) =>
    {
        await ann.Page.Clock.InstallAsync();
        await ann.Reloads();
        await Expect(ann.Page.Locator("#indicator")).ToHaveAttributeAsync("data-state", "stream");
        await story(ann, bob, network);
    });
}
