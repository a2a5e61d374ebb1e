using System.Net;
using Chat.Tests.Rooms;

namespace Chat.Tests.Messages;

public sealed class ForwardTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task A_message_goes_to_another_room_with_its_author_and_a_way_back()
    {
        using var ann = await app.SignUpAsync("ann");
        var from = await ann.CreateRoomAsync("Source");
        var to = await ann.CreateRoomAsync("Target");
        await ann.SayAsync(from, "line one\n\nline **two**");

        var page = await ann.PageAsync($"/rooms/{from}/1/forward?to=room:{to}");
        using var answer = await ann.SubmitAsync(page, "form[method=post][action$='/forward']", ("Comment", "look at this"));

        Assert.Equal($"/rooms/{to}", answer.Headers.Location!.ToString());
        var room = await ann.FollowAsync(answer);
        Assert.Equal("look at this", room.QuerySelector("#m1 .body > p")!.TextContent);
        Assert.Equal("ann said:", room.QuerySelector($"#m1 blockquote a[href='/rooms/{from}/1']")!.TextContent);
        Assert.Equal("two", room.QuerySelector("#m1 blockquote strong")!.TextContent);
    }

    [Fact]
    public async Task To_a_person_it_goes_by_a_direct_chat()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var from = await ann.CreateRoomAsync("For Bob");
        await ann.SayAsync(from, "news");

        using var answer = await ann.PostAsync($"/rooms/{from}/1/forward", ("To", $"person:{bob.Id}"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("news", (await bob.PageAsync(answer.Headers.Location!.ToString())).QuerySelector("#m1 .body")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_no_Markdown_and_a_long_message_is_cut()
    {
        using var visitor = app.Visit();
        await visitor.SignUpAsync($"odd{Guid.NewGuid():N}"[..12], "[x](y) *z*");
        var room = await visitor.CreateRoomAsync("Odd names");
        await visitor.SayAsync(room, new string('w', 90_000));

        await visitor.PostAsync($"/rooms/{room}/1/forward", ("To", $"room:{room}"));

        var message = (await visitor.PageAsync($"/rooms/{room}")).QuerySelector("#m2 .body")!;
        Assert.Equal("[x](y) *z* said:", message.QuerySelector("a")!.TextContent);
        Assert.InRange(message.TextContent.Length, 4_000, 4_100);
    }

    [Fact]
    public async Task Only_what_one_sees_goes_where_one_may_speak()
    {
        using var ann = await app.SignUpAsync("ann");
        using var eve = await app.SignUpAsync("eve");
        var mine = await eve.CreateRoomAsync("Eve's own");
        var hers = await ann.CreateRoomAsync("Ann's own");
        await ann.SayAsync(hers, "secret");
        await eve.SayAsync(mine, "words");
        await eve.SayAsync(mine, "regret");
        await eve.DeleteAsync(mine, 2);

        Assert.Equal(HttpStatusCode.NotFound, await eve.PostAsync($"/rooms/{hers}/1/forward", ("To", $"room:{mine}")).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await eve.GetAsync($"/rooms/{mine}/2/forward").StatusOfAsync());
        Assert.Equal(HttpStatusCode.Forbidden, await eve.PostAsync($"/rooms/{mine}/1/forward", ("To", $"room:{hers}")).StatusOfAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await eve.PostAsync($"/rooms/{mine}/1/forward", ("To", "nowhere")).StatusOfAsync());
        Assert.Single(await ann.ReadRoomAsync($"/rooms/{hers}"));
    }

    [Fact]
    public async Task Pressed_twice_it_is_said_once()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Twice");
        await ann.SayAsync(room, "words");
        var page = await ann.PageAsync($"/rooms/{room}/1/forward?to=room:{room}");

        using var first = await ann.SubmitAsync(page, "form[method=post][action$='/forward']");
        using var second = await ann.SubmitAsync(page, "form[method=post][action$='/forward']");

        Assert.Equal(2, (await ann.ReadRoomAsync($"/rooms/{room}")).Count);
    }
}
