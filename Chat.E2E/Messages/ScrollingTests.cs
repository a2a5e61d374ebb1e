using System.Globalization;

namespace Chat.E2E.Messages;

/// <summary>However long a room is, its page is small, and nothing in it moves by itself.</summary>
[Collection(Stages.Everyday)]
public sealed class ScrollingTests(Stage stage)
{
    /// <summary>What wwwroot/messages/timeline.js keeps at most.</summary>
    private const int Bound = 400;

    /// <summary>
    /// Goes through messages by three quarters of a screen at a time. After each step, and whatever was loaded or taken
    /// away, the message that was uppermost then stands where it stood.
    /// </summary>
    private const string Walk = """
        async ([direction, goal]) => {
          const scroller = document.getElementById("timeline");
          const frame = () => new Promise(requestAnimationFrame);
          const walk = { jumps: [], most: 0, nodes: 0 };
          const all = () => [...document.querySelectorAll("#messages > .message")];
          while (!document.getElementById(goal)) {
            scroller.scrollTop += direction * scroller.clientHeight * 0.75;
            const top = scroller.getBoundingClientRect().top;
            const anchor = all().find(message => message.getBoundingClientRect().bottom > top);
            const before = anchor.getBoundingClientRect().top;
            for (let frames = 0; frames < 4; frames++) {
              await frame();
              walk.most = Math.max(walk.most, all().length);
              walk.nodes = Math.max(walk.nodes, document.querySelectorAll("#timeline *").length);
            }
            const after = anchor.isConnected ? anchor.getBoundingClientRect().top : Infinity;
            if (Math.abs(after - before) > 2) walk.jumps.push(`${anchor.id}: ${before} to ${after}`);
          }
          return JSON.stringify(walk);
        }
        """;

    [Fact]
    public Task Through_two_thousand_messages_and_back_the_page_stays_small_and_nothing_jumps() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("Long ago");
        await cast.App.HasHistoryAsync(room, 2_000);
        await ann.Enters(room);
        await Expect(ann.Page.Locator("#m2000")).ToBeInViewportAsync();
        var perMessage = await ann.Page.EvaluateAsync<double>(
            "() => document.querySelectorAll('#timeline *').length / document.querySelectorAll('#messages > .message').length");

        foreach (var (direction, goal) in new[] { (-1, "m1"), (1, "m2000") })
        {
            var walk = await ann.Page.EvaluateAsync<string>(Walk, new object[] { direction, goal });
            var (jumps, most, nodes) = Read(walk);
            Assert.Empty(jumps);
            Assert.InRange(most, Bound / 2, Bound);
            Assert.InRange(nodes, 1, perMessage * Bound * 1.5);
        }

        await ann.ScrollsToTheEnd();
        await Expect(ann.Page.Locator("#m2000")).ToBeInViewportAsync();
    });

    private static (IReadOnlyList<string> Jumps, int Most, int Nodes) Read(string walk)
    {
        using var json = System.Text.Json.JsonDocument.Parse(walk);
        var root = json.RootElement;
        return ([.. root.GetProperty("jumps").EnumerateArray().Select(jump => jump.GetString()!)], root.GetProperty("most").GetInt32(), root.GetProperty("nodes").GetInt32());
    }

    [Fact]
    public Task What_comes_at_once_is_shown_at_once() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        await ann.Enters(await ann.HasRoom("Busy"));

        var handed = await ann.Page.EvaluateAsync<int[]>("""
            async () => {
              const { batched } = await import("/messages/batch.js");
              const handed = [];
              const take = batched(items => handed.push(items.length));
              for (const round of [1, 2]) {
                for (let i = 0; i < 100; i++) take(i);
                while (handed.length < round) await new Promise(requestAnimationFrame);
              }
              return handed;
            }
            """);

        Assert.Equal([100, 100], handed);
    });

    /// <summary>
    /// Scrolls through a long room, and through a page of as many messages that has no script at all, in turns. Nothing
    /// is asserted of time. <c>CHAT_SCROLL=100000 ./test --filter Frames_while_scrolling</c> measures; see docs/performance.md.
    /// </summary>
    [Fact]
    public Task Frames_while_scrolling() => stage.PlayAsync(async cast =>
    {
        var asked = int.TryParse(Environment.GetEnvironmentVariable("CHAT_SCROLL"), CultureInfo.InvariantCulture, out var number) ? number : 0;
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("Endless");
        await cast.App.HasHistoryAsync(room, asked > 0 ? asked : 600);

        await using var frames = await Frames.OfAsync(ann, room);
        var turns = await frames.TakeTurnsAsync(rounds: asked > 0 ? 5 : 1, seconds: asked > 0 ? 6 : 1);

        Assert.All(turns, turn => Assert.True(turn.Frames > 0));
        Assert.InRange(turns.Max(turn => turn.Messages), 1, Bound);
        if (asked > 0)
            await Frames.WriteAsync(asked, turns);
    });
}
