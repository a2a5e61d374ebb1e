using Chat.E2E.Delivery;

namespace Chat.E2E.Faults;

/// <summary>What happens while a page is on its way to its reader is not missed.</summary>
[Collection(Stages.Outages)]
public sealed class ArrivalTests(Stage stage)
{
    [Fact]
    public Task What_happens_before_the_first_connection_is_in_the_page() => stage.PlayAsync("Doorstep", async (ann, bob, network) =>
    {
        await bob.HasSaid(bob.Room, "kept", "to be edited", "to be deleted");
        var gate = new Gate(request => request.Path == "/events");
        network.Middlebox = gate;
        await ann.Page.ReloadAsync();
        await gate.HasOneWaiting();
        await MeanwhileAsync(bob);
        await ann.DoesNotSee("new");
        gate.Opens();

        await ann.SeesExactly("kept", "put right edited", "deleted", "new");
        await ann.AgreesWith(bob);
    });

    [Fact]
    public Task A_page_that_lost_a_part_on_its_way_is_loaded_anew_by_itself() => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("Torn");
        var lost = 0;
        await ann.Page.RouteAsync("**/messages/timeline.*", route => lost++ == 0 ? route.AbortAsync() : route.ContinueAsync());

        await ann.Opens($"/rooms/{room}");
        await ann.Page.WaitForFunctionAsync("() => performance.getEntriesByType('navigation')[0].type === 'reload'");

        await ann.Says("in one piece");
        await ann.SeesExactly("in one piece");
    });

    [Fact]
    public Task What_stays_lost_is_said() => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("Torn for good");
        var isLost = true;
        await ann.Page.RouteAsync("**/messages/timeline.*", route => isLost ? route.AbortAsync() : route.ContinueAsync());

        await ann.Opens($"/rooms/{room}");
        await ann.SeesText("Parts of this page could not be loaded. Load again");
        isLost = false;
        await ann.Follows("Load again");

        await ann.Says("mended");
        await ann.SeesExactly("mended");
    });

    [Fact]
    public Task What_happens_while_the_page_itself_is_under_way_is_in_it() => stage.PlayAsync("Slow boat", async (ann, bob, network) =>
    {
        await bob.HasSaid(bob.Room, "kept", "to be edited", "to be deleted");
        var page = new Straggler(request => request.Path == $"/rooms/{bob.Room}");
        network.Middlebox = page;
        var reload = ann.Page.ReloadAsync();
        await page.HasBeenGiven();
        await MeanwhileAsync(bob);
        page.Arrives();
        await reload;

        await ann.SeesExactly("kept", "put right edited", "deleted", "new");
        await ann.AgreesWith(bob);
    });

    // The page is loaded anew: Playwright's Chromium keeps none for the way back.
    [Fact]
    public Task The_way_back_leads_to_the_news_and_to_what_was_being_typed() => stage.PlayAsync("Detour", async (ann, bob, _) =>
    {
        await bob.HasSaid(bob.Room, "kept", "to be edited", "to be deleted");
        await ann.Sees("to be deleted");
        await ann.Composer.FillAsync("half a thought");
        await ann.Follows("Find or create a room");
        await ann.IsOn("Rooms – Chat");
        await MeanwhileAsync(bob);
        await ann.Page.GoBackAsync();

        await ann.SeesExactly("kept", "put right edited", "deleted", "new");
        await Expect(ann.Composer).ToHaveValueAsync("half a thought");
        await ann.Composer.PressAsync("Enter");
        await bob.Sees("half a thought");
        await ann.AgreesWith(bob);
    });

    private static async Task MeanwhileAsync(Person bob)
    {
        await bob.Edits("to be edited", "put right");
        await bob.Deletes("to be deleted");
        await bob.Says("new");
        await bob.HasSentEverything();
    }
}
