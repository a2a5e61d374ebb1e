using Chat.E2E.App;

namespace Chat.E2E.Looks;

/// <summary>What belongs to the app on a phone, in every dress.</summary>
[Collection(Stages.Portraits)]
public sealed class AppLooksTests(Stage stage)
{
    [Theory]
    [MemberData(nameof(LooksTests.Dresses), MemberType = typeof(LooksTests))]
    public Task Axe_finds_nothing_in_what_is_shared_kept_and_installed(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        var camera = new Camera(width, dark, language);
        var ann = await cast.EntersAsync("Ann Weber", camera.Device);
        await camera.Visits(ann, "/share", "share-nothing");
        var room = await Furniture.BusyRoomAsync(cast, ann, $"Pocket {width} {camera.Theme} {language}");
        await ann.HasRoom($"As long as the name of a room may be, on phones too {width}-{camera.Theme}-{language}");
        await camera.Visits(ann, "/share?title=Builds&text=The%20log%20of%20this%20morning&url=https%3A%2F%2Fexample.org%2Fbuilds%2F1801", "share");
        await camera.Visits(ann, $"/offline/{language}", "offline");
        await camera.Visits(ann, "/account#install", "account-install");

        await ann.Enters(room);
        await InstallTests.Offers(ann);
        await camera.Takes(ann, "room-install-hint");
    });
}
