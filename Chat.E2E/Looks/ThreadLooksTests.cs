namespace Chat.E2E.Looks;

/// <summary>Quotes and threads in every dress.</summary>
[Collection(Stages.Looks)]
public sealed class ThreadLooksTests(Stage stage)
{
    [Theory]
    [MemberData(nameof(LooksTests.Dresses), MemberType = typeof(LooksTests))]
    public Task Axe_finds_nothing_in_threads(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        var camera = new Camera(width, dark, language);
        var ann = await cast.EntersAsync("Ann Weber", camera.Device);
        await camera.Visits(ann, "/threads", "threads-none");
        var room = await Furniture.BusyRoomAsync(cast, ann, $"Side talk {width} {camera.Theme} {language}");
        var jihun = await cast.EntersAsync("박지훈");
        await jihun.HasJoined($"Side talk {width} {camera.Theme} {language}");
        await ann.PostsAsync($"/rooms/{room}/messages", ("Body", "That was a long build."), ("QuoteOf", "1"));
        await jihun.PostsAsync($"/rooms/{room}/messages", ("Body", "사라졌네요."), ("QuoteOf", "5"));
        await jihun.HasReplied(room, 4, "버튼이 한 줄로 나옵니다.", "A longer reply, which says that the label is cut before the last word and that the box is wide enough now.");
        await jihun.PostsAsync($"/rooms/{room}/messages", ("Body", "정말요?"), ("Thread", "4"), ("QuoteOf", "1"));
        await ann.PostsAsync($"/rooms/{room}/5/delete");

        await camera.Visits(ann, "/threads", "threads");
        await camera.Visits(ann, $"/rooms/{room}/4/thread", "thread-page");
        await ann.Enters(room);
        await Expect(ann.Page.Locator(".thread-line")).ToBeVisibleAsync();
        await camera.Takes(ann, "room-quotes");
        await ann.Messages.First.HoverAsync();
        await ann.Page.Locator(".reply-to").ClickAsync();
        await Expect(ann.Page.Locator(".answering")).ToBeVisibleAsync();
        await camera.Takes(ann, "room-answering");
        await ann.Page.Locator(".thread-line").ClickAsync();
        await Expect(ann.Replies).ToHaveCountAsync(3);
        await camera.Takes(ann, "thread-pane");
    });
}
