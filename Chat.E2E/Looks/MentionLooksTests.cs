namespace Chat.E2E.Looks;

/// <summary>Calls, the inbox and what is offered, in every width, theme and language.</summary>
[Collection(Stages.Portraits)]
public sealed class MentionLooksTests(Stage stage)
{
    [Theory]
    [MemberData(nameof(LooksTests.Dresses), MemberType = typeof(LooksTests))]
    public Task Axe_finds_nothing_in_what_calls_me(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        var camera = new Camera(width, dark, language);
        var ann = await cast.EntersAsync("Ann Weber", camera.Device);
        var jihun = await cast.EntersAsync("박지훈");
        var name = $"Calls {width} {camera.Theme} {language}";
        await camera.Visits(ann, "/mentions", "mentions-none");
        var room = await ann.HasRoom(name);
        await jihun.HasJoined(name);
        await jihun.HasSaid(room, $"@{ann.UserName} 점심 드셨어요?", "@room 오늘 3시에 회의가 있습니다. 늦지 않게 와 주세요.");
        await ann.PostsAsync($"/rooms/{room}/read", ("Number", "1"));
        await camera.Visits(ann, "/mentions", "mentions");
        await ann.HasSaid(room, "/me is on her way", $"Thanks, @{jihun.UserName}!", "/shrug");
        await ann.Enters(room);
        await camera.Takes(ann, "mentions-room");
        await ann.Composer.PressSequentiallyAsync("@");
        await Expect(ann.Offers.First).ToBeVisibleAsync();
        await camera.Takes(ann, "mentions-offers");
        await ann.Composer.FillAsync("");
        await ann.Composer.PressSequentiallyAsync("/");
        await Expect(ann.Offers.First).ToBeVisibleAsync();
        await camera.Takes(ann, "mentions-commands");
    });
}
