namespace Chat.E2E.Looks;

/// <summary>What one puts off, pins and passes on, in every dress.</summary>
[Collection(Stages.Portraits)]
public sealed class LaterLooksTests(Stage stage)
{
    [Theory]
    [MemberData(nameof(LooksTests.Dresses), MemberType = typeof(LooksTests))]
    public Task Axe_finds_nothing_in_what_waits(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        var camera = new Camera(width, dark, language);
        var ann = await cast.EntersAsync("Ann Weber", camera.Device);
        await camera.Visits(ann, "/saved", "saved-none");
        await camera.Visits(ann, "/later", "later-none");
        var room = await Furniture.BusyRoomAsync(cast, ann, $"Patience {width} {camera.Theme} {language}");
        await camera.Visits(ann, $"/rooms/{room}/pins", "pins-none");
        for (var number = 1; number <= 3; number += 2)
        {
            await ann.PostsAsync($"/rooms/{room}/pins", ("Number", $"{number}"), ("On", "true"));
            await ann.PostsAsync("/saved", ("Room", $"{room}"), ("Number", $"{number}"), ("On", "true"));
        }

        await ann.PostsAsync($"/rooms/{room}/3/remind", ("When", "3h"));
        await ann.PostsAsync($"/rooms/{room}/schedule", ("Body", "Good morning! 좋은 아침이에요."), ("When", "tomorrow"));
        await camera.Visits(ann, $"/rooms/{room}/pins", "pins");
        await camera.Visits(ann, $"/rooms/{room}/1/history", "history");
        await camera.Visits(ann, $"/rooms/{room}/2/delete", "delete-other");
        await camera.Visits(ann, $"/rooms/{room}/3/forward", "forward");
        await camera.Visits(ann, $"/rooms/{room}/3/remind", "remind");
        await camera.Visits(ann, "/saved", "saved");
        await camera.Visits(ann, "/later", "later");
        await ann.Page.Locator("a[href^='/later/scheduled/']").ClickAsync();
        await Expect(ann.Page.Locator("#Body")).ToBeVisibleAsync();
        await camera.Takes(ann, "scheduled");

        await ann.Enters(room);
        await camera.Takes(ann, "room-pinned");
        await ann.Composer.FillAsync("Not yet.");
        await ann.Page.Locator(".send-later").ClickAsync();
        await Expect(ann.Page.Locator("dialog .moments")).ToBeVisibleAsync();
        await camera.Takes(ann, "room-send-later");
        await ann.Page.Keyboard.PressAsync("Escape");
        await ann.OpensMenuOf(ann.Messages.Nth(4));
        await camera.Takes(ann, "room-message-menu");
    });
}
