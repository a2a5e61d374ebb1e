using Chat.E2E.Delivery;

namespace Chat.E2E.Faults;

/// <summary>Lines that are slow, old, or dead without a word. When they are well again, nothing was lost and nothing doubled.</summary>
[Collection(Stages.Faults)]
public sealed class LineTests(Stage stage)
{
    // The page's own time: its watchdog notices silence after 40 s.
    private const int LongSilence = 41_000;

    [Fact]
    public Task Over_a_line_that_delays_everything_the_stream_stays() => PlayAsync("Far away", new FarAway(TimeSpan.FromMilliseconds(150)), async (ann, bob, questions) =>
    {
        await TalkAsync(ann, bob);
        await ann.AgreesWith(bob);
        questions.OnlyStreamed();
    });

    [Fact]
    public Task Over_twenty_kilobytes_a_second_the_stream_stays() => stage.PlayAsync(async cast =>
    {
        using var line = new ThinLine(20_000);
        await TellAsync(cast, "Village", line, async (ann, bob, questions) =>
        {
            await bob.Says(string.Join(' ', Enumerable.Repeat("A long letter.", 500)));
            await TalkAsync(ann, bob);
            await ann.AgreesWith(bob);
            questions.OnlyStreamed();
        });
    });

    [Fact]
    public Task Through_a_proxy_of_1996_the_stream_flows() => PlayAsync("Museum", new OldProxy(), async (ann, bob, questions) =>
    {
        await TalkAsync(ann, bob);
        await ann.AgreesWith(bob);
        questions.OnlyStreamed();
    });

    [Fact]
    public Task What_a_black_hole_held_arrives_once()
    {
        var hole = new BlackHole();
        return PlayAsync("Black hole", hole, async (ann, bob, _) =>
        {
            await TalkAsync(ann, bob);
            hole.Opens();
            await ann.Says("from the dark");
            await bob.Says("into the dark");
            await bob.HasSentEverything();
            await ann.Page.Clock.RunForAsync(LongSilence);
            hole.Closes();

            await bob.Sees("from the dark");
            await ann.Sees("into the dark");
            await ann.AgreesWith(bob);
        });
    }

    [Fact]
    public Task A_stream_that_a_firewall_forgot_is_opened_anew()
    {
        var firewall = new Forgetful();
        return PlayAsync("Firewall", firewall, async (ann, bob, _) =>
        {
            await TalkAsync(ann, bob);
            firewall.Forgets();
            await bob.Says("dropped");
            await bob.HasSentEverything();
            await ann.DoesNotSee("dropped");
            await ann.Page.Clock.RunForAsync(LongSilence);

            await ann.Sees("dropped");
            await TalkAsync(ann, bob);
            await ann.AgreesWith(bob);
        });
    }

    [Fact]
    public Task Where_idle_connections_are_cut_she_ends_with_short_polls() => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        await using var network = await Network.StartAsync(cast.App.Address);
        var (ann, bob, _) = await MeetAsync(cast, "Idle", network.Address);
        for (var questions = 1; network.Count(IsShortPoll) == 0; questions++)
        {
            await network.WasAsked(questions, "client=");
            await ann.Page.Clock.FastForwardAsync(5_000);
            network.Cuts();
        }

        Assert.True(network.Count(address => address.Contains("wait=10", StringComparison.Ordinal)) > 0);
        await TalkAsync(ann, bob);
        await ann.AgreesWith(bob);
    });

    private static bool IsShortPoll(string address) => address.Contains("client=", StringComparison.Ordinal) && address.Contains("wait=0", StringComparison.Ordinal);

    private static async Task TalkAsync(Person ann, Person bob)
    {
        foreach (var number in Enumerable.Range(1, 3))
        {
            var question = $"question {number} {Guid.NewGuid():N}";
            var answer = $"answer {number} {Guid.NewGuid():N}";
            await bob.Says(question);
            await ann.Sees(question);
            await ann.Says(answer);
            await bob.Sees(answer);
        }
    }

    private Task PlayAsync(string room, ILine line, Func<Person, Person, Questions, Task> story) =>
        stage.PlayAsync(cast => TellAsync(cast, room, line, story), room);

    private static async Task TellAsync(Cast cast, string room, ILine line, Func<Person, Person, Questions, Task> story)
    {
        cast.TheNetworkFails();
        await using var cable = new Cable(cast.App.Address, line);
        var (ann, bob, questions) = await MeetAsync(cast, room, cable.Address);
        await story(ann, bob, questions);
    }

    /// <summary>Ann is at the far end of the line, with a clock that can be moved; Bob sits beside the program.</summary>
    private static async Task<(Person Ann, Person Bob, Questions Questions)> MeetAsync(Cast cast, string name, Uri through)
    {
        var ann = await cast.EntersAsync("Ann", through: through);
        var bob = await cast.EntersAsync("Bob");
        // Unpublished, the files of a page are not compressed: half a megabyte takes its time on a thin line.
        ann.Context.SetDefaultNavigationTimeout(90_000);
        await ann.Page.Clock.InstallAsync();
        var room = await ann.HasRoom(name);
        await bob.HasJoined(name);
        var questions = new Questions(ann);
        await ann.Enters(room);
        await bob.Enters(room);
        return (ann, bob, questions);
    }
}
