using Chat.E2E.Delivery;

namespace Chat.E2E.Faults;

/// <summary>Pages that the browser keeps whole while one is elsewhere, and shows again on the way back.</summary>
[Collection(Stages.Whole)]
public sealed class KeptPageTests(WholeStage stage)
{
    /// <summary>What stands in the page at the moment in which it is shown again.</summary>
    private const string Remembers = "addEventListener('pageshow', ({ persisted }) => { sessionStorage.shown = persisted ? document.body.innerText : 'not kept'; })";

    [Fact]
    public Task A_kept_page_shows_what_happened_meanwhile_and_what_was_being_typed() => stage.PlayAsync("Attic", async (ann, bob, network) =>
    {
        await bob.HasSaid(bob.Room, "kept", "to be edited", "to be deleted");
        await ComesToAKeptPageAsync(ann, network);
        await ann.Composer.FillAsync("half a thought");
        await ann.Follows("Find or create a room");
        await ann.IsOn("Rooms – Chat");
        await bob.Edits("to be edited", "put right");
        await bob.Deletes("to be deleted");
        await bob.Says("new");
        await bob.HasSentEverything();
        await GoesBackAsync(ann);

        Assert.Contains("to be deleted", await ShownAsync(ann), StringComparison.Ordinal);
        await ann.SeesExactly("kept", "put right edited", "deleted", "new");
        await Expect(ann.Composer).ToHaveValueAsync("half a thought");
        await bob.Says("now");
        await ann.Sees("now");
        Assert.Equal(1, network.Streams);
        await ann.Composer.PressAsync("Enter");
        await bob.Sees("half a thought");
        await ann.AgreesWith(bob);
    });

    [Fact]
    public Task After_signing_out_a_kept_page_shows_nothing() => stage.PlayAsync("Cellar", async (ann, bob, network) =>
    {
        await bob.Says("between us");
        await ComesToAKeptPageAsync(ann, network);
        await ann.Sees("between us");
        await ann.SignsOut();
        await GoesBackAsync(ann);

        await ann.SeesTitle("Sign in – Chat");
        Assert.Equal("", await ShownAsync(ann));
    });

    private static async Task ComesToAKeptPageAsync(Person ann, Network network)
    {
        network.Middlebox = new Keeper();
        await ann.Reloads();
        await ann.Page.EvaluateAsync(Remembers);
    }

    // A page that was kept does not load.
    private static async Task GoesBackAsync(Person ann) => await ann.Page.GoBackAsync(new() { WaitUntil = WaitUntilState.Commit });

    private static Task<string> ShownAsync(Person ann) => ann.Page.EvaluateAsync<string>("sessionStorage.shown");
}
