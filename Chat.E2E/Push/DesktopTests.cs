using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Chat.E2E.App;

namespace Chat.E2E.Push;

/// <summary>Chromium, to which nothing can be pushed here but by its own tools; shown and clicked it is for real.</summary>
[Collection(Stages.Whole)]
public sealed class DesktopTests(WholeStage stage)
{
    [Fact]
    public Task A_click_leads_to_the_message_in_the_window_that_is_open() => PlayAsync(async (bob, desktop) =>
    {
        await bob.Context.GrantPermissionsAsync(["notifications"]);
        var room = await bob.HasRoom("Harbour");
        await bob.HasSaid(room, "ships", "gulls");
        await bob.Opens("/account");
        await bob.IsServed();
        var worker = await Worker.OfAsync(bob);
        var windows = bob.Context.Pages.Count;

        await worker.IsPushed(new
        {
            web_push = 8030,
            notification = new { title = "Harbour", body = "Ann: gulls", navigate = $"{stage.App.Address}rooms/{room}/2", tag = $"room-{room}", data = new { room, number = 2 } },
        });
        await desktop.ClicksAsync(await desktop.ShowsAsync("Harbour", "Ann: gulls"));

        await Expect(bob.Page).ToHaveURLAsync(new Regex($"/rooms/{room}/2$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(bob.Page.Locator(".message.highlighted")).ToContainTextAsync("gulls");
        Assert.Equal(windows, bob.Context.Pages.Count);
    });

    [Fact]
    public Task Each_room_has_a_picture_of_its_own() => PlayAsync(async (bob, desktop) =>
    {
        await bob.Context.GrantPermissionsAsync(["notifications"]);
        await bob.Opens("/account");
        await bob.IsServed();
        var worker = await Worker.OfAsync(bob);

        await worker.IsPushed(Of("Harbour", new { room = 1, number = 1, initials = "H", hue = 1 }));
        await worker.IsPushed(Of("남궁한결", new { room = 2, number = 1, initials = "남", hue = 6 }));
        await worker.IsPushed(Of("Chat", new { }));

        string[] pictures =
        [
            (await desktop.ShowsAsync("Harbour", "hello")).Picture,
            (await desktop.ShowsAsync("남궁한결", "hello")).Picture,
            (await desktop.ShowsAsync("Chat", "hello")).Picture,
        ];
        Assert.Equal(3, pictures.Where(picture => picture != "").Distinct(StringComparer.Ordinal).Count());
    });

    private static object Of(string title, object data) =>
        new { web_push = 8030, notification = new { title, body = "hello", navigate = "/rooms", tag = title, data } };

    private async Task PlayAsync(Func<Person, Desktop, Task> story, [CallerMemberName] string name = "")
    {
        var profile = Directory.CreateTempSubdirectory("chat-profile-");
        await using (var desktop = new Desktop())
        {
            await desktop.StartAsync();
            await stage.PlayAsync(
                async cast => await story(await cast.EntersAsync("Bob", await stage.Browser.OpenProfileAsync(profile.FullName, cast.App.Address, desktop.Environment)), desktop),
                name);
        }

        profile.Delete(recursive: true);
    }
}
