using Chat.E2E.Previews;

namespace Chat.E2E.Looks;

/// <summary>Cards below messages in every dress.</summary>
[Collection(Stages.Portraits)]
public sealed class PreviewLooksTests(Stage stage)
{
    [Theory]
    [MemberData(nameof(LooksTests.Dresses), MemberType = typeof(LooksTests))]
    public Task Axe_finds_nothing_below_messages(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        var camera = new Camera(width, dark, language);
        var ann = await cast.EntersAsync("Ann Weber", camera.Device);
        var jihun = await cast.EntersAsync("박지훈");
        var name = $"Reading {width} {camera.Theme} {language}";
        var room = await ann.HasRoom(name);
        await jihun.HasJoined(name);
        await jihun.HasSaid(room, $"사진이 정말 좋아요 {cast.Web.Publishes("/walk", "해 질 녘의 언덕을 걷다", "저녁 빛이 남아 있는 동안 세 시간쯤 걸을 수 있는 길을 소개합니다.", "산책 일기", (1200, 630))}");
        await ann.HasSaid(room, $"Thanks! These two are good as well: {cast.Web.Publishes("/square", "A very long title of an article that nobody will ever read to its end, because it goes on and on and on", "And a description that is just as long: it explains at length what the title could not say, in three lines at most, after which it is cut off with an ellipsis, as one can see here.", "The Quarterly", (300, 300))} {cast.Web.Publishes("/plain", "Only words", site: "news.example")}");
        await ann.Enters(room);
        await Expect(ann.Page.Locator(".preview")).ToHaveCountAsync(3);
        await ann.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.preview img')].every(picture => { picture.loading = 'eager'; return picture.complete; })");
        await camera.Takes(ann, "previews");
        await ann.Messages.First.ScrollIntoViewIfNeededAsync();
        await ann.Messages.First.HoverAsync();
        await camera.Takes(ann, "previews-picture");
        await camera.Visits(ann, $"/rooms/{room}/2/previews", "previews-hide");
    });
}
