using Chat.E2E.Delivery;

namespace Chat.E2E.Faults;

/// <summary>Whose room is taken away while it is open hears nothing more from it, is told, and keeps what was being written.</summary>
[Collection(Stages.Outages)]
public sealed class RemovalTests(Stage stage)
{
    [Theory]
    [InlineData("leave")]
    [InlineData("remove")]
    [InlineData("ban")]
    public Task Who_is_out_hears_nothing_more_in_any_tab(string way) => stage.PlayAsync($"Farewell {way}", async (ann, bob, network) =>
    {
        await WatchAsync(ann, bob, network, way);
        Assert.Equal(1, network.Streams);
    });

    [Theory]
    [InlineData("leave")]
    [InlineData("remove")]
    public Task Who_is_out_hears_nothing_more_by_polls(string way) => stage.PlayAsync($"Slow farewell {way}", async (ann, bob, network) =>
    {
        network.SwallowsStreams = true;
        await ann.Page.ReloadAsync();
        await network.WasAsked("wait=25");
        await WatchAsync(ann, bob, network, way);
    });

    [Fact]
    public Task Who_looks_at_a_room_that_is_deleted_keeps_what_was_being_written() => stage.PlayAsync("Closing time", async (ann, bob, network) =>
    {
        await bob.Opens("/rooms");
        var other = await bob.HasRoom("Next door");
        network.RefusesPosts = true;
        await ann.Says("not sent yet");
        await ann.SeesFailed("not sent yet");
        await ann.Composer.FillAsync("half a thought");
        await ann.PostsAsync($"/rooms/{ann.Room}/settings/delete", ("Confirm", "Closing time"));

        await ann.SeesText("You are no longer in this room.");
        await Expect(ann.Page.Locator("main textarea")).ToHaveValueAsync("not sent yet\n\nhalf a thought");
        await Expect(ann.InSidebar("Closing time")).ToHaveCountAsync(0);
        await ann.HasJoined("Next door");
        await ann.Enters(other);
        await bob.Enters(other);
        network.RefusesPosts = false;
        await ann.Says("here instead");
        await bob.SeesExactly("here instead");
        await ann.AgreesWith(bob);
    });

    private static async Task WatchAsync(Person ann, Person bob, Network network, string way)
    {
        var ear = new Eavesdropper();
        network.Middlebox = ear;
        network.Cuts();
        var tab = await ann.OpensAnotherTab();
        await tab.Enters(ann.Room);
        await LeaveAsync(ann, bob, tab, ear, way);
    }

    /// <summary>What is said in another room comes later: until then all would have come.</summary>
    private static async Task LeaveAsync(Person ann, Person bob, Person tab, Eavesdropper ear, string way)
    {
        var (room, name) = (ann.Room, $"Elsewhere {ann.Room}");
        var other = await bob.HasRoom(name);
        await ann.HasJoined(name);
        await bob.Says("before");
        await ann.Sees("before");
        await tab.Sees("before");
        await ann.Composer.FillAsync("half a thought");
        await GoAsync(ann, bob, room, way);
        await bob.Says("behind her back");
        await bob.Edits("before", "changed behind her back");
        await bob.HasSentEverything();
        await bob.HasSaid(other, "here I am");

        foreach (var page in new[] { ann, tab })
        {
            await page.SeesText("You are no longer in this room.");
            await page.SeesUnread(name, 1);
            await Expect(page.Messages).ToHaveCountAsync(0);
        }

        Assert.True(ear.Heard("before"));
        Assert.False(ear.Heard("behind her back"));
        await Expect(ann.Page.Locator("main textarea")).ToHaveValueAsync("half a thought");
        await Expect(tab.Page.Locator("main textarea")).ToHaveCountAsync(0);
    }
    /// <summary>By herself, or because Bob says so, to whom she has handed the room.</summary>
    private static async Task GoAsync(Person ann, Person bob, long room, string way)
    {
        if (way == "leave")
        {
            await ann.PostsAsync($"/rooms/{room}/leave");
            return;
        }

        await ann.PostsAsync($"/rooms/{room}/members/{await bob.IdAsync()}/handover");
        var answer = await bob.PostsAsync($"/rooms/{room}/members/{await ann.IdAsync()}/{way}");
        Assert.True(answer.Ok, answer.StatusText);
    }
}
