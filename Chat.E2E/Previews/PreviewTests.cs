namespace Chat.E2E.Previews;

/// <summary>Ann links to a page, and everybody sees what it is about.</summary>
[Collection(Stages.Circle)]
public sealed class PreviewTests(Stage stage)
{
    [Fact]
    public Task A_card_arrives_by_itself_and_moves_nothing_when_its_picture_comes() => stage.PlayAsync(async cast =>
    {
        var (ann, bob) = (await cast.EntersAsync("Ann"), await cast.EntersAsync("Bob"));
        var room = await ann.HasRoom("Links");
        await bob.HasJoined("Links");
        await ann.Enters(room);
        await bob.Enters(room);
        var link = cast.Web.Publishes("/dusk", "Hills at dusk", "A walk in the evening", "The Walker", (1200, 630));
        var picture = new TaskCompletionSource();
        await bob.Page.RouteAsync("**/previews/**", async route =>
        {
            await picture.Task;
            await route.ContinueAsync();
        });

        await ann.Says($"Look at this: {link}");

        var card = bob.Page.Locator(".message .preview");
        await Expect(card.Locator(".title")).ToHaveTextAsync("Hills at dusk");
        await Expect(card).ToHaveAttributeAsync("href", link);
        await Expect(ann.Page.Locator(".message .preview .site")).ToHaveTextAsync("The Walker");
        var before = await HeightAsync(card);
        picture.SetResult();
        await bob.Page.WaitForFunctionAsync("() => document.querySelector('.preview img').naturalWidth === 1200");
        Assert.Equal(before, await HeightAsync(card));
        // It grew below what was being read, and the reader is still at the end.
        await Expect(card).ToBeInViewportAsync(new() { Ratio = 1 });

        await ann.Reloads();
        await Expect(ann.Page.Locator(".message .preview")).ToHaveCountAsync(1);
        await bob.SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task Her_own_message_and_as_owner_anybodys_she_can_have_without_cards() => stage.PlayAsync(async cast =>
    {
        var (ann, bob) = (await cast.EntersAsync("Ann"), await cast.EntersAsync("Bob"));
        var room = await ann.HasRoom("No cards");
        await bob.HasJoined("No cards");
        var link = cast.Web.Publishes("/loud", "Loud");
        await bob.HasSaid(room, $"his {link}");
        await ann.HasSaid(room, $"hers {link}");
        await ann.Enters(room);
        await bob.Enters(room);
        await Expect(ann.Page.Locator(".preview")).ToHaveCountAsync(2);
        await Expect(bob.Page.Locator(".preview")).ToHaveCountAsync(2);

        // Bob is offered to hide his own, and not hers.
        await bob.OpensMenuOf(bob.Messages.Nth(1));
        await Expect(bob.Page.Locator(".hide-previews")).ToHaveCountAsync(0);
        await bob.Page.Keyboard.PressAsync("Escape");
        await bob.Chooses("Hide link previews", bob.Messages.Nth(0));
        await Expect(ann.Page.Locator(".preview")).ToHaveCountAsync(1);
        await Expect(bob.Page.Locator(".preview")).ToHaveCountAsync(1);
        await bob.SeesText("Link previews hidden");

        await bob.Says($"once more {link}");
        await Expect(ann.Page.Locator(".preview")).ToHaveCountAsync(2);
        await ann.Chooses("Hide link previews", ann.Messages.Nth(2));
        await Expect(bob.Page.Locator(".preview")).ToHaveCountAsync(1);
    });

    private static async Task<double> HeightAsync(ILocator card) => (await card.BoundingBoxAsync())!.Height;
}
