using System.Text.RegularExpressions;

namespace Chat.E2E.Search;

[Collection(Stages.Circle)]
public sealed partial class FindingTests(Stage stage)
{
    [Fact]
    public Task What_was_said_is_found_while_one_types_and_opened_where_it_stands() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("Minutes");
        await ann.HasSaid(room, "지난주 회의록은 어디 있나요?", "The **budget** is under https://example.org/budget", "ok");
        await ann.Enters(room);

        await ann.Page.GetByLabel("Search all messages").FillAsync("budget");
        await ann.Page.Keyboard.PressAsync("Enter");
        await Expect(ann.Page.Locator("mark")).ToHaveTextAsync(["budget", "budget"]);

        var box = ann.Page.Locator("#q");
        await box.FillAsync("");
        await box.PressSequentiallyAsync("회의");
        await Expect(ann.Page.Locator("mark")).ToHaveTextAsync(["회의"]);
        await Expect(ann.Page).ToHaveURLAsync(HoldsTheQuery());

        await box.FillAsync("budget has:code");
        await Expect(ann.Page.Locator("#results .empty")).ToBeVisibleAsync();
        await ann.Page.Locator(".chip").ClickAsync();
        await Expect(box).ToHaveValueAsync("budget");
        await ann.Page.Locator(".hit > a").ClickAsync();
        await Expect(ann.Page.Locator("#m2.highlighted")).ToBeInViewportAsync();

        await ann.Page.GoBackAsync();
        await Expect(ann.Page.Locator("mark")).ToHaveCountAsync(2);
    });

    [Fact]
    public Task Search_works_without_scripts() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Device.Desktop with { Script = false });
        var room = await ann.HasRoom("Plain search");
        await ann.HasSaid(room, Enumerable.Range(1, 25).Select(n => $"swallow {n}"));
        await ann.Opens("/search");

        await ann.Page.Locator("#q").FillAsync("swallow");
        await ann.Page.Locator("#find button").ClickAsync();
        await Expect(ann.Page.Locator(".hit")).ToHaveCountAsync(20);
        await ann.Follows("Older results");
        await Expect(ann.Page.Locator(".hit")).ToHaveCountAsync(5);
        await ann.Page.Locator(".hit > a").Last.ClickAsync();
        await ann.IsIn("Plain search");
    });

    [GeneratedRegex("[?&]q=%ED%9A%8C%EC%9D%98", RegexOptions.None, 1000)]
    private static partial Regex HoldsTheQuery();
}
