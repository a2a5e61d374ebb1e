using Chat.Data;
using Chat.E2E.Presence;

namespace Chat.E2E.Looks;

/// <summary>A chat in which others are there, write and have read.</summary>
[Collection(Stages.Portraits)]
public sealed class PresenceLooksTests(Stage stage)
{
    [Theory]
    [MemberData(nameof(LooksTests.Dresses), MemberType = typeof(LooksTests))]
    public Task Axe_finds_nothing_where_others_are(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        var camera = new Camera(width, dark, language);
        var ann = await cast.EntersAsync("Ann Weber", camera.Device);
        var (jihun, bea, cid) = (await cast.EntersAsync("박지훈"), await cast.EntersAsync("Bea"), await cast.EntersAsync("Cid"));
        var room = await cast.App.ShareRoomAsync(RoomKind.Group, ann, jihun, bea, cid);
        await ann.HasSaid(room, "Is everybody here?");
        await ann.Enters(room);
        await jihun.Enters(room);
        await bea.Enters(room);
        await bea.CoversThePage();

        foreach (var (person, state) in new[] { (jihun, "online"), (bea, "away"), (cid, "offline") })
            await Expect(await ann.WatchesAsync(await cast.App.IdOfAsync(person))).ToHaveAttributeAsync("data-state", state);
        await Expect(ann.Page.Locator(".receipt")).ToBeVisibleAsync();
        await jihun.Composer.PressSequentiallyAsync("네");
        await Expect(ann.Page.Locator("#typing")).ToBeVisibleAsync();
        await camera.Takes(ann, "room-presence");
    });
}
