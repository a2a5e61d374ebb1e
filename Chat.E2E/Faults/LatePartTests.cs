using Chat.E2E.Delivery;

namespace Chat.E2E.Faults;

/// <summary>What a page loads only when somebody asks for it, over lines that lose it or are slow with it.</summary>
[Collection(Stages.Outages)]
public sealed class LatePartTests(Stage stage)
{
    private const string Lost = "This part of the page could not be loaded. Try again.";

    [Fact]
    public Task The_first_press_counts_while_the_part_is_still_on_its_way() => stage.PlayAsync("Slow parts", async (ann, bob, network) =>
    {
        await bob.Says("who comes?");
        await ann.Sees("who comes?");
        var gate = new Gate(request => request.Path.Value!.StartsWith("/reactions/picker.", StringComparison.Ordinal));
        network.Middlebox = gate;
        await PressesReact(ann);
        await gate.HasOneWaiting();
        await PressesReact(ann);
        gate.Opens();

        await Expect(ann.Page.Locator("dialog.picker[open]")).ToHaveCountAsync(1);
        await ann.Page.Locator("dialog.picker .recent button").First.ClickAsync();
        await Expect(bob.Page.Locator(".chip[name]")).ToContainTextAsync("1");
        await Expect(ann.Page.Locator("dialog.picker")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task A_part_that_was_lost_is_said_and_comes_with_the_next_press() => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var ann = await cast.EntersAsync("Ann");
        await ann.Enters(await ann.HasRoom("Lost parts"));
        await ann.Says("still here");
        await ann.Composer.FillAsync("half a thought");
        await ann.Context.SetOfflineAsync(true);
        await PressesReact(ann);
        await Expect(ann.Page.Locator(".toast")).ToHaveTextAsync(Lost);
        await ann.Page.Locator(".toast").EvaluateAsync("toast => toast.remove()");
        await PressesReact(ann);
        await Expect(ann.Page.Locator(".toast")).ToHaveTextAsync(Lost);
        await ann.Context.SetOfflineAsync(false);
        await PressesReact(ann);

        await Expect(ann.Page.Locator("dialog.picker[open]")).ToBeVisibleAsync();
        await Expect(ann.Composer).ToHaveValueAsync("half a thought");
    });

    [Fact]
    public Task In_place_of_a_part_that_is_gone_for_good_its_page_opens() => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("Parts of another version");
        await ann.Enters(room);
        await ann.Says("to be deleted");
        await ann.Page.RouteAsync("**/messages/remove.*", route => route.FulfillAsync(new() { Status = 404 }));
        await PressesDelete(ann);
        await Expect(ann.Page.Locator(".toast")).ToHaveTextAsync(Lost);
        await PressesDelete(ann);

        await ann.Page.WaitForURLAsync($"**/rooms/{room}/*/delete");
        await ann.Presses("Delete");
        await ann.SeesExactly("deleted");
    });

    private static async Task PressesReact(Person person)
    {
        await PointsAtTheFirstMessage(person);
        await person.Page.Locator(".actions .react").ClickAsync();
    }

    private static async Task PressesDelete(Person person)
    {
        await PointsAtTheFirstMessage(person);
        await person.Page.Locator(".actions .more").ClickAsync();
        await person.Page.Locator(".delete-message").ClickAsync();
    }

    /// <summary>Before the server's rendering has taken the place of one's own, the toolbar would go with it.</summary>
    private static async Task PointsAtTheFirstMessage(Person person)
    {
        await Expect(person.Messages.First.Locator("a.at")).ToBeVisibleAsync();
        await person.Messages.First.HoverAsync();
    }
}
