using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Chat.Tests;

namespace Chat.E2E.Presence;

/// <summary>Whether others are here.</summary>
[Collection(Stages.Company)]
public sealed partial class PresenceTests(Stage stage)
{
    private static readonly TimeSpan JustOverTheGrace = TimeSpan.FromSeconds(31);

    // A page that is left says so, but nobody here sees when the server has heard it.
    private static readonly TimeSpan JustOverThePatience = TimeSpan.FromSeconds(151);

    [Fact]
    public Task One_sees_who_is_here_who_rests_and_who_has_gone() => PlayAsync("Lighthouse", async (clock, ann, bob, dot) =>
    {
        await Expect(dot).ToHaveAttributeAsync("data-state", "offline");
        await bob.Enters(ann.Room);
        await Expect(dot).ToHaveAttributeAsync("data-state", "online");
        await Expect(dot).ToHaveTextAsync("Online");

        await bob.CoversThePage();
        await Expect(dot).ToHaveAttributeAsync("data-state", "away");
        await bob.UncoversThePage();
        await Expect(dot).ToHaveAttributeAsync("data-state", "online");

        await bob.Opens("about:blank");
        clock.Skip(JustOverThePatience);
        await Expect(dot).ToHaveAttributeAsync("data-state", "offline");
        await Expect(dot).ToHaveAttributeAsync("title", new Regex("^Last seen .*20", RegexOptions.None, TimeSpan.FromSeconds(1)));
    });

    [Fact]
    public Task A_page_that_is_touched_in_any_tab_counts_and_one_tab_reports_for_all() => PlayAsync("Many windows", async (clock, ann, bob, dot) =>
    {
        var reporters = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        bob.Context.Request += (_, request) => _ = request.Method == "POST" && request.Url.EndsWith("/presence", StringComparison.Ordinal)
            && reporters.TryAdd(ReporterOf(request.PostData), true);
        await bob.Enters(ann.Room);
        await Expect(dot).ToHaveAttributeAsync("data-state", "online");
        var tabs = new List<Person>();
        while (tabs.Count < 7)
        {
            tabs.Add(await bob.OpensAnotherTab());
            await tabs[^1].Enters(ann.Room);
        }

        foreach (var tab in tabs.Append(bob))
            await tab.CoversThePage();
        await Expect(dot).ToHaveAttributeAsync("data-state", "away");
        await tabs[3].UncoversThePage();
        await Expect(dot).ToHaveAttributeAsync("data-state", "online");
        Assert.Single(reporters);

        await bob.Opens("about:blank"); // it was the one that reported
        clock.Skip(JustOverThePatience);
        await tabs[3].CoversThePage();
        await Expect(dot).ToHaveAttributeAsync("data-state", "away");
        Assert.Equal(2, reporters.Count);
    });

    private static string ReporterOf(string? form) => Client().Match(form ?? "").Value;

    [GeneratedRegex("Client=[^&]+", RegexOptions.NonBacktracking)]
    private static partial Regex Client();

    [Fact]
    public Task Who_signs_out_goes() => PlayAsync("Way out", async (clock, ann, bob, dot) =>
    {
        await bob.Enters(ann.Room);
        await Expect(dot).ToHaveAttributeAsync("data-state", "online");

        await bob.SignsOut();
        clock.Skip(JustOverTheGrace);

        await Expect(dot).ToHaveAttributeAsync("data-state", "offline");
    });

    /// <summary>Ann has a room open that Bob is in, too, and the sign of his presence in sight.</summary>
    private Task PlayAsync(string room, Func<HastyClock, Person, Person, ILocator, Task> story) => stage.PlayAsync(
        async cast =>
        {
            var clock = new HastyClock();
            await using var program = new ChatApp(clock: clock);
            var ann = await cast.EntersAsync("Ann", through: program.Address);
            var bob = await cast.EntersAsync("Bob", through: program.Address);
            await ann.Enters(await ann.HasRoom(room));
            await bob.HasJoined(room);
            await story(clock, ann, bob, await ann.WatchesAsync(await program.IdOfAsync(bob)));
        },
        room);
}
