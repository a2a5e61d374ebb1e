using Chat.E2E.Delivery;
using Chat.Tests;

namespace Chat.E2E.Faults;

/// <summary>An older database was put back: every page shows what is there now, and nobody loses what they are writing.</summary>
[Collection(Stages.Outages)]
public sealed class RestoreTests(Stage stage)
{
    [Fact]
    public Task Everybody_sees_the_history_that_was_put_back_and_talks_on() => PlayAsync(async (server, network, ann, bob) =>
    {
        var tab = await ann.OpensAnotherTab();
        await tab.Enters(ann.Room);
        await ann.Says("one");
        await bob.Sees("one");
        await bob.Says("two");
        await ann.Sees("two");
        using var backup = new Backup(server.Folder);
        await bob.Says("never happened", "nor this");
        await ann.Sees("nor this");
        await tab.Sees("nor this");
        await ann.Composer.FillAsync("half a thought");

        await MeanwhileAsync(network, ann, bob, async () =>
        {
            await bob.Says("meanwhile");
            await bob.SeesFailed("meanwhile");
            await RestartAsync(server, backup);
            await TalkInTheRoomAsync(server, bob, "three", "four", "five");
        });

        string[] history = ["one", "two", "three", "four", "five", "meanwhile"];
        await ann.SeesExactly(history);
        await tab.SeesExactly(history);
        await bob.SeesExactly(history);
        await Expect(ann.Composer).ToHaveValueAsync("half a thought");
        await ann.Composer.PressAsync("Enter");
        await bob.Sees("half a thought");
        await bob.Says("whole");
        await tab.Sees("whole");
        await ann.AgreesWith(bob);
    });

    [Fact]
    public Task One_stays_where_one_reads_and_goes_on_with_an_edit() => PlayAsync(async (server, network, ann, bob) =>
    {
        await bob.HasSaid(bob.Room, Enumerable.Range(1, 120).Select(number => $"line {number}"));
        await ann.Reloads();
        using var backup = new Backup(server.Folder);
        await bob.HasSaid(bob.Room, "never happened");
        await ann.ScrollsToTheBeginning();
        await Expect(ann.Message("line 1")).ToBeInViewportAsync();
        await bob.Sees("never happened");
        var edit = await OpensEditAsync(bob, "line 120");
        await edit.FillAsync("the last line");

        await MeanwhileAsync(network, ann, bob, () => RestartAsync(server, backup));

        await ann.ScrollsToTheBeginning();
        await bob.DoesNotSee("never happened");
        await Expect(edit).ToHaveValueAsync("the last line");
        await edit.PressAsync("Enter");
        await bob.Sees("the last line");
        await bob.Says("line 121");
        await bob.Sees("line 121");
        await Expect(ann.Message("line 1")).ToBeInViewportAsync();
    });

    [Fact]
    public Task The_text_of_an_edit_whose_message_is_gone_is_given_back() => PlayAsync(async (server, network, ann, bob) =>
    {
        await bob.Says("one");
        await ann.Sees("one");
        using var backup = new Backup(server.Folder);
        await bob.Says("two");
        await ann.Sees("two");
        var edit = await OpensEditAsync(bob, "two");
        await edit.FillAsync("two and a half");

        await MeanwhileAsync(network, ann, bob, () => RestartAsync(server, backup));

        await bob.SeesExactly("one");
        await Expect(bob.Composer).ToHaveValueAsync("two and a half");
        await bob.Composer.PressAsync("Enter");
        await ann.SeesExactly("one", "two and a half");
    });

    [Fact]
    public Task A_room_that_was_not_yet_there_closes() => PlayAsync(async (server, network, ann, bob) =>
    {
        using var backup = new Backup(server.Folder);
        await ann.Enters(await ann.HasRoom("Too young"));
        await ann.Says("one");
        await ann.HasSentEverything();

        await MeanwhileAsync(network, ann, bob, () => RestartAsync(server, backup));

        await ann.SeesText("You are no longer in this room.");
        await bob.Says("still here");
        await bob.SeesExactly("still here");
    });

    /// <summary>Nobody is connected while this happens; afterwards both come back at once.</summary>
    private static async Task MeanwhileAsync(Network network, Person ann, Person bob, Func<Task> happens)
    {
        await ann.ClosesTheLaptop(network);
        await bob.ClosesTheLaptop(network);
        await happens();
        await ann.OpensTheLaptop(network);
        await bob.OpensTheLaptop(network);
    }

    /// <summary>Somebody else is faster, so that the room is beyond what the pages have when they come back.</summary>
    private static async Task TalkInTheRoomAsync(ServerProcess server, Person member, params string[] texts)
    {
        using var early = new Visitor(server.Address);
        await early.SignInAsync(member.UserName);
        foreach (var text in texts)
            await early.SayAsync(member.Room, text);
    }

    private static async Task RestartAsync(ServerProcess server, Backup backup)
    {
        Assert.Equal(0, await server.TerminateAsync());
        backup.PutBack();
        await server.StartAsync();
    }

    private static async Task<ILocator> OpensEditAsync(Person person, string text)
    {
        await person.Chooses("Edit", text);
        return person.Page.Locator("form.edit textarea");
    }

    private Task PlayAsync(Func<ServerProcess, Network, Person, Person, Task> story) => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        using var server = new ServerProcess();
        await server.StartAsync();
        await using var network = await Network.StartAsync(server.Address);
        var ann = await cast.EntersAsync("Ann", through: network.Address);
        var bob = await cast.EntersAsync("Bob", through: network.Address);
        var room = await ann.HasRoom("Archive");
        await bob.HasJoined("Archive");
        await ann.Enters(room);
        await bob.Enters(room);
        await story(server, network, ann, bob);
    });
}
