namespace Chat.E2E.Messages;

[Collection(Stages.Everyday)]
public sealed class PhoneTests(Stage stage)
{
    [Fact]
    public Task One_column_with_the_rooms_in_a_drawer() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Device.Phone);
        await ann.Enters(await ann.HasRoom("Pocket"));
        var other = await ann.HasRoom("Other pocket");
        var drawer = ann.Page.Locator("#sidebar");
        var menu = ann.Page.Locator("a.menu");

        await Expect(drawer).ToBeHiddenAsync();
        await menu.TapAsync();
        await Expect(drawer).ToBeInViewportAsync();
        await Expect(drawer.Locator(":focus")).ToHaveCountAsync(1);
        await ann.Page.Keyboard.PressAsync("Escape");
        await Expect(drawer).ToBeHiddenAsync();
        await Expect(menu).ToBeFocusedAsync();

        await menu.TapAsync();
        await ann.Page.Touchscreen.TapAsync(380, 400);
        await Expect(drawer).ToBeHiddenAsync();

        await menu.TapAsync();
        await ann.InSidebar("Other pocket").TapAsync();
        await ann.IsIn("Other pocket");
        Assert.Equal(other, ann.Room);
    });

    [Fact]
    public Task Enter_breaks_the_line_and_the_button_sends() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Device.Phone);
        await ann.Enters(await ann.HasRoom("Thumbs"));

        await ann.Composer.PressSequentiallyAsync("first line");
        await ann.Composer.PressAsync("Enter");
        await ann.Composer.PressSequentiallyAsync("second line");
        await Expect(ann.Composer).ToHaveValueAsync("first line\nsecond line");
        await Expect(ann.Page.Locator("#composer")).ToBeInViewportAsync(new() { Ratio = 1 });
        await ann.Presses("Send");

        await Expect(ann.Messages).ToHaveCountAsync(1);
        await ann.HasSentEverything();
        await ann.SeesWhatAFreshPageShows();
    });

    [Theory]
    [InlineData(390, "100%")]
    [InlineData(320, "100%")]
    [InlineData(320, "200%")]
    public Task Nothing_is_wider_than_the_screen(int width, string text) => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Device.Phone with { Width = width, Height = 640 });
        var room = await ann.HasRoom($"Narrow {width} {text} {new string('w', 40)}");
        await ann.HasSaid(room, new string('W', 300), "```\n" + new string('c', 300) + "\n```", "https://example.org/" + new string('u', 300));

        foreach (var path in new[] { $"/rooms/{room}", "/rooms", "/rooms/join", $"/rooms/{room}/members", $"/rooms/{room}/settings", $"/rooms/{room}/1/edit", "/account" })
        {
            await ann.Opens(path);
            var wide = await ann.Page.EvaluateAsync<int>("size => { document.documentElement.style.fontSize = size; return document.documentElement.scrollWidth; }", text);
            Assert.True(wide <= width, $"{path} is {wide} wide");
        }

        await ann.Opens($"/rooms/{room}");
        await ann.Page.EvaluateAsync("size => { document.documentElement.style.fontSize = size; }", text);
        await Expect(ann.Page.Locator("#composer")).ToBeInViewportAsync(new() { Ratio = 1 });
    });
}
