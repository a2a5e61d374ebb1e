using Chat.Data;

namespace Chat.E2E.Presence;

/// <summary>How far others have read.</summary>
[Collection(Stages.Company)]
public sealed class ReceiptTests(Stage stage)
{
    [Fact]
    public Task In_a_direct_chat_ones_last_message_says_when_it_was_read() => stage.PlayAsync(async cast =>
    {
        var (ann, bob) = (await cast.EntersAsync("Ann"), await cast.EntersAsync("Bob"));
        var room = await cast.App.ShareRoomAsync(RoomKind.Direct, ann, bob);
        await ann.Enters(room);
        await ann.Says("one", "two");
        await ann.Sees("two");
        await Expect(Receipts(ann)).ToHaveCountAsync(0);

        await bob.Enters(room);
        await bob.Sees("two");
        await Expect(Receipt(ann, "two")).ToHaveTextAsync("Read");
        await Expect(Receipts(ann)).ToHaveCountAsync(1);

        await bob.Says("three");
        await ann.Says("four");
        await Expect(Receipt(ann, "four")).ToHaveTextAsync("Read");
        await Expect(Receipts(ann)).ToHaveCountAsync(1);
        await ann.Reloads();
        await Expect(Receipt(ann, "four")).ToHaveTextAsync("Read");
    });

    [Fact]
    public Task In_a_group_it_says_by_whom() => stage.PlayAsync(async cast =>
    {
        var (ann, bob, cid) = (await cast.EntersAsync("Ann"), await cast.EntersAsync("Bob"), await cast.EntersAsync("Cid"));
        var room = await cast.App.ShareRoomAsync(RoomKind.Group, ann, bob, cid);
        await ann.Enters(room);
        await ann.Says("one");
        await ann.Sees("one");
        await bob.Enters(room);
        await Expect(Receipt(ann, "one")).ToHaveTextAsync("Read by Bob");
        await bob.Opens("/rooms");
        await ann.Says("two");
        await ann.Sees("two");

        await cid.Enters(room);

        await Expect(Receipt(ann, "two")).ToHaveTextAsync("Read by Cid");
        await Expect(Receipt(ann, "one")).ToHaveTextAsync("Read by Bob");
        await bob.Enters(room);
        await Expect(Receipt(ann, "two")).ToHaveTextAsync("Read by Bob, Cid");
        await Expect(Receipts(ann)).ToHaveCountAsync(1);
    });

    private static ILocator Receipts(Person person) => person.Page.Locator("#messages .receipt");

    private static ILocator Receipt(Person person, string text) => person.Message(text).Locator(".receipt");
}
