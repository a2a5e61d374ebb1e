using Chat.E2E.Delivery;
using Chat.Tests;

namespace Chat.E2E.Faults;

/// <summary>The program ends and begins anew while people look at their pages, which go on by themselves.</summary>
[Collection(Stages.Outages)]
public sealed class RestartTests(Stage stage)
{
    // Of the page's own time, in milliseconds: between two tries lie up to thirty seconds, while an answer that
    // comes must still find the page waiting for it.
    private const int Step = 200;

    [Fact]
    public Task Those_who_stream_go_on_where_they_were() => PlayAsync(swallowsStreams: false);

    [Fact]
    public Task Those_who_poll_go_on_where_they_were() => PlayAsync(swallowsStreams: true);

    private Task PlayAsync(bool swallowsStreams) => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var folder = Directory.CreateTempSubdirectory("chat-restart-").FullName;
        var program = new ChatApp(folder);
        try
        {
            await using var network = await Network.StartAsync(program.Address);
            network.SwallowsStreams = swallowsStreams;
            var (ann, bob) = await MeetAsync(cast, network);
            if (swallowsStreams)
                await network.WasAsked(2, "wait=25");
            await bob.Says("before");
            await ann.Sees("before");

            await program.DisposeAsync();
            await ann.Says("to a server that is gone");
            await ann.SeesFailed("to a server that is gone");
            program = new ChatApp(folder);
            network.Program = program.Address;
            await bob.HasSaid(bob.Room, "before she is back");
            await ComesBack(ann);
            await ComesBack(bob);

            await bob.Sees("to a server that is gone");
            await ann.Sees("before she is back");
            await bob.Says("after");
            await ann.Sees("after");
            await ann.AgreesWith(bob);
        }
        finally
        {
            await program.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    });

    /// <summary>The page's time goes by until news comes again.</summary>
    private static Task ComesBack(Person person) => Eventually.IsTrueAsync(async () =>
    {
        await person.Page.Clock.RunForAsync(Step);
        return await person.Page.Locator("#indicator").GetAttributeAsync("data-state") is "stream" or "long";
    });

    private static async Task<(Person Ann, Person Bob)> MeetAsync(Cast cast, Network network)
    {
        var ann = await cast.EntersAsync("Ann", through: network.Address);
        var bob = await cast.EntersAsync("Bob", through: network.Address);
        var room = await ann.HasRoom("Power cut");
        await bob.HasJoined("Power cut");
        foreach (var person in new[] { ann, bob })
        {
            await person.Page.Clock.InstallAsync();
            await person.Enters(room);
        }

        return (ann, bob);
    }
}
