using System.Net;
using AngleSharp.Html.Dom;
using Chat.Tests.Rooms;

namespace Chat.Tests.App;

public sealed class ShareTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task What_is_shared_stands_in_the_box_of_the_room_that_is_chosen_and_is_not_sent()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"Clippings {Guid.NewGuid()}");

        var page = await ann.PageAsync("/share?title=A%20title&text=Look%20%26%20see&url=https%3A%2F%2Fexample.org%2F%3Fa%3D1");
        var chosen = await ann.PageAsync(page.Address($".share-to a[href^='/rooms/{room}?']")!);

        Assert.Equal("A title\nLook & see\nhttps://example.org/?a=1", ((IHtmlTextAreaElement)chosen.GetElementById("body")!).Value.ReplaceLineEndings("\n"));
        Assert.Empty(chosen.QuerySelectorAll(".message"));
    }

    [Fact]
    public async Task What_an_app_says_twice_is_shared_once()
    {
        using var ann = await app.SignUpAsync("ann");

        var page = await ann.PageAsync("/share?title=Tea&text=Tea%20https%3A%2F%2Fexample.org%2F&url=https%3A%2F%2Fexample.org%2F");

        Assert.Equal("Tea https://example.org/", page.QuerySelector("main input[name=text]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Whoever_has_to_sign_in_first_comes_back_with_it()
    {
        using var ann = await app.SignUpAsync("ann");
        using var device = app.Visit();
        using var refused = await device.GetAsync("/share?text=%EC%95%88%EB%85%95%20%26%20bye");
        var front = await device.FollowAsync(refused);
        using var entered = await device.SubmitAsync(front, "main form", ("UserName", ann.UserName), ("Password", Visitor.Password));

        var page = await device.FollowAsync(entered);

        Assert.Equal("안녕 & bye", page.QuerySelector("main input[name=text]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Only_ones_own_rooms_are_offered_and_found_by_a_part_of_their_name()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await bob.CreateRoomAsync($"Not hers {Guid.NewGuid()}");
        var mine = $"Mine {Guid.NewGuid()}";
        await ann.CreateRoomAsync(mine);
        await ann.CreateRoomAsync($"Another {Guid.NewGuid()}");

        Assert.DoesNotContain((await ann.PageAsync("/share?text=x")).Texts(".share-to a"), room => room.StartsWith("Not hers", StringComparison.Ordinal));
        Assert.Equal([mine], (await ann.PageAsync("/share?text=x&find=mine")).Texts(".share-to a"));
        Assert.NotNull((await ann.PageAsync("/share?text=x&find=nothing")).QuerySelector("main .empty"));
    }

    [Fact]
    public async Task Nothing_is_shared_by_nothing()
    {
        using var ann = await app.SignUpAsync("ann");

        Assert.NotNull((await ann.PageAsync("/share")).QuerySelector("main .empty"));
        using var stranger = app.Visit();
        Assert.Equal(HttpStatusCode.Redirect, await stranger.GetAsync("/share").StatusOfAsync());
    }
}
