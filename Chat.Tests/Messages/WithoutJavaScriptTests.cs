using System.Net;
using AngleSharp.Html.Dom;

namespace Chat.Tests.Messages;

/// <summary>The whole main job by links and forms alone, as they stand on the pages.</summary>
public sealed class WithoutJavaScriptTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Two_people_talk()
    {
        using var first = await app.SignUpAsync("first");
        using var ann = app.Visit();
        using var bob = app.Visit();

        var room = await CreateAsync(ann, await SignUpAsync(ann, "plain.ann"));
        var annsPage = await PostAsync(ann, await ann.PageAsync(room), "Hello, is anybody there?");
        var bobsPage = await JoinAsync(bob, await SignUpAsync(bob, "plain.bob"));
        bobsPage = await PostAsync(bob, bobsPage, "Yes, me.");
        annsPage = await ann.PageAsync(room);

        Assert.Equal(["Hello, is anybody there?", "Yes, me."], bobsPage.Texts(".message .body"));
        Assert.Equal(["plain.ann", "plain.bob"], annsPage.Texts(".message .author"));
        Assert.Equal("1", annsPage.QuerySelector($"#sidebar a[href='{room}'] .count")!.TextContent);
        annsPage = await MarkReadAsync(ann, annsPage);
        Assert.NotNull(annsPage.QuerySelector($"#sidebar a[href='{room}'] .unread[hidden]"));
        await LeaveAsync(bob, bobsPage);
        await SignOutAsync(bob);
    }

    private static async Task<IHtmlDocument> SignUpAsync(Visitor visitor, string name)
    {
        var signIn = await visitor.FollowAsync(await visitor.GetAsync("/"));
        var signUp = await visitor.PageAsync(signIn.Address(".aside a")!);
        using var answer = await visitor.SubmitAsync(signUp, "form", ("UserName", name), ("Password", Visitor.Password));
        return await visitor.FollowAsync(answer);
    }

    /// <summary>The address of the new room.</summary>
    private static async Task<string> CreateAsync(Visitor visitor, IHtmlDocument rooms)
    {
        using var answer = await visitor.SubmitAsync(rooms, "#create form", ("Name", "Plain room"), ("Password", "sesame"), ("Listed", "false"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static async Task<IHtmlDocument> JoinAsync(Visitor visitor, IHtmlDocument rooms)
    {
        Assert.DoesNotContain("Plain room", rooms.Texts(".card h3"));
        var join = await visitor.PageAsync(rooms.Address(".aside a")!);
        using var answer = await visitor.SubmitAsync(join, "main form", ("Name", "plain room"), ("Password", "sesame"));
        return await visitor.FollowAsync(answer);
    }

    private static async Task<IHtmlDocument> PostAsync(Visitor visitor, IHtmlDocument room, string body)
    {
        using var answer = await visitor.SubmitAsync(room, "#composer", ("Body", body));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return await visitor.FollowAsync(answer);
    }

    private static async Task<IHtmlDocument> MarkReadAsync(Visitor visitor, IHtmlDocument room)
    {
        using var answer = await visitor.SubmitAsync(room, "form.mark-read");
        return await visitor.FollowAsync(answer);
    }

    private static async Task LeaveAsync(Visitor visitor, IHtmlDocument room)
    {
        var settings = await visitor.PageAsync(room.Address(".settings-link")!);
        using var answer = await visitor.SubmitAsync(settings, "form[action$='/leave']");
        Assert.Empty((await visitor.FollowAsync(answer)).QuerySelectorAll("#sidebar .room-link"));
    }

    private static async Task SignOutAsync(Visitor visitor)
    {
        using var answer = await visitor.SubmitAsync(await visitor.PageAsync("/rooms"), ".me form");
        Assert.Equal("Sign in", (await visitor.FollowAsync(answer)).Heading());
    }
}
