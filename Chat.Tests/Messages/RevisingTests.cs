using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Messages;

public sealed class RevisingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task An_edited_message_keeps_its_number_and_says_that_it_was_edited()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Edits");
        var sent = await ann.SayAsync(room, "teh");
        await ann.SayAsync(room, "next");

        var edited = await ann.EditAsync(room, sent.Number, "the");

        Assert.Equal(new Receipt(room, 1, sent.Rev + 2), edited);
        var page = await ann.PageAsync($"/rooms/{room}");
        Assert.Equal(["the", "next"], page.Texts(".message .body"));
        Assert.NotNull(page.QuerySelector("#m1 .edited"));
        Assert.Null(page.QuerySelector("#m2 .edited"));
    }

    [Fact]
    public async Task Those_who_read_along_see_the_edit()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Live edits");
        await bob.JoinAsync(room);
        var sent = await ann.SayAsync(room, "teh");
        await using var stream = await bob.StreamAsync($"rooms={room}:{sent.Rev}");
        await stream.NextAsync("hello");

        await ann.EditAsync(room, sent.Number, "the");

        var change = await stream.NextAsync("change");
        Assert.Equal(sent.Number, change.GetProperty("number").GetInt64());
        Assert.Equal(sent.Rev + 1, change.GetProperty("rev").GetInt64());
        Assert.Contains("<p>the</p>", change.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_is_none()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Same words");
        var sent = await ann.SayAsync(room, "same");

        var edited = await ann.EditAsync(room, sent.Number, "same");

        Assert.Equal(sent, edited);
        Assert.Null((await ann.PageAsync($"/rooms/{room}")).QuerySelector(".edited"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \r\n ")]
    [InlineData("bell\u0007")]
    public async Task An_edit_to_nothing_is_refused_and_the_message_stays(string body)
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"Nothing {Guid.NewGuid()}");
        var sent = await ann.SayAsync(room, "something");

        using var answer = await ann.PostAsync($"/rooms/{room}/{sent.Number}/edit", ("Body", body));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotEmpty((await Visitor.ReadAsync(answer)).QuerySelector("form.edit .error")!.TextContent);
        Assert.Equal([(1, "something")], await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task A_deleted_message_leaves_its_place_and_no_word()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Tombstones");
        await ann.SayAsync(room, "before");
        var sent = await ann.SayAsync(room, "regrettable");
        await ann.EditAsync(room, sent.Number, "regrettable indeed");
        await ann.SayAsync(room, "after");

        await ann.DeleteAsync(room, sent.Number);

        var page = await ann.PageAsync($"/rooms/{room}");
        Assert.Equal(["before", "", "after"], page.Texts(".message .body"));
        Assert.NotNull(page.QuerySelector("#m2.deleted .body.deleted"));
        Assert.Null(page.QuerySelector("#m2 .edited"));
        Assert.Equal(0, await app.AskAsync(db => db.Messages.CountAsync(m => m.Body.Contains("regrettable") || m.Html.Contains("regrettable"))));
    }

    [Fact]
    public async Task Deleting_twice_is_deleting_once()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Twice deleted");
        var sent = await ann.SayAsync(room, "regret");

        var first = await ann.DeleteAsync(room, sent.Number);
        var second = await ann.DeleteAsync(room, sent.Number);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_deleted_message_cannot_be_edited()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Dead");
        var sent = await ann.SayAsync(room, "alive");
        await ann.DeleteAsync(room, sent.Number);

        using var edit = await ann.PostAsync($"/rooms/{room}/{sent.Number}/edit", ("Body", "risen"));
        using var form = await ann.GetAsync($"/rooms/{room}/{sent.Number}/edit");

        Assert.Equal(HttpStatusCode.NotFound, edit.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, form.StatusCode);
        Assert.Equal([(1, "")], await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task Edits_race_deletion_and_no_word_is_left_behind()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Second thoughts");
        var sent = await ann.SayAsync(room, "first");

        var edits = Task.WhenAll(Enumerable.Range(1, 20).Select(n => ann.PostJsonAsync($"/rooms/{room}/{sent.Number}/edit", ("Body", $"thought {n}"))));
        await ann.DeleteAsync(room, sent.Number);
        var answers = await edits;

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound));
        var (body, html) = await app.AskAsync(db => db.Messages.Where(m => m.RoomId == room).Select(m => new ValueTuple<string, string>(m.Body, m.Html)).SingleAsync());
        Assert.Equal(("", ""), (body, html));
        Assert.False(await app.AskAsync(db => db.Versions.AnyAsync(v => v.RoomId == room)));
    }

    [Fact]
    public async Task What_others_said_is_theirs()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await bob.CreateRoomAsync("Mine and yours");
        await ann.JoinAsync(room);
        var sent = await bob.SayAsync(room, "Bob's words");

        using var edit = await ann.PostAsync($"/rooms/{room}/{sent.Number}/edit", ("Body", "Ann's words"));
        using var delete = await ann.PostAsync($"/rooms/{room}/{sent.Number}/delete");
        using var form = await ann.GetAsync($"/rooms/{room}/{sent.Number}/edit");

        Assert.Equal(HttpStatusCode.NotFound, edit.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, delete.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, form.StatusCode);
        Assert.Equal([(1, "Bob's words")], await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task Whoever_has_left_changes_nothing_any_more()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Left words");
        await bob.JoinAsync(room);
        var sent = await bob.SayAsync(room, "last words");
        await bob.LeaveAsync(room);

        using var edit = await bob.PostAsync($"/rooms/{room}/{sent.Number}/edit", ("Body", "other words"));
        using var delete = await bob.PostAsync($"/rooms/{room}/{sent.Number}/delete");

        Assert.Equal(HttpStatusCode.NotFound, edit.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, delete.StatusCode);
        Assert.Equal([(1, "last words")], await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task The_form_to_edit_holds_what_was_typed()
    {
        const string Typed = "**bold** & <b>\n\n    code";
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Sources");
        var sent = await ann.SayAsync(room, Typed);

        using var answer = await ann.GetAsync($"/rooms/{room}/{sent.Number}/edit", headers: ("HX-Request", "true"));

        var fragment = await Visitor.ReadAsync(answer);
        Assert.Equal(["FORM"], fragment.Body!.Children.Select(child => child.TagName));
        Assert.Equal(Typed, fragment.QuerySelector("form.edit textarea[name=Body]")!.TextContent);
        Assert.DoesNotContain("<html", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task One_edits_and_deletes_without_scripts()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Plain forms");
        var sent = await ann.SayAsync(room, "teh");

        using var edited = await ann.SubmitAsync(await ann.PageAsync($"/rooms/{room}/1/edit"), "form.edit", ("Body", "the"));
        var afterwards = (await ann.FollowAsync(edited)).Texts(".message .body");
        using var deleted = await ann.SubmitAsync(await ann.PageAsync($"/rooms/{room}/1/edit"), "form[action$='/delete']");

        Assert.Equal($"/rooms/{room}/{sent.Number}", edited.Headers.Location!.ToString());
        Assert.Equal(["the"], afterwards);
        Assert.NotNull((await ann.FollowAsync(deleted)).QuerySelector("#m1.deleted"));
    }
}
