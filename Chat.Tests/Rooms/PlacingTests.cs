using System.Net;
using Chat.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Rooms;

public sealed class PlacingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task What_is_newest_comes_first()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var first = await ann.CreateRoomAsync("First of all");
        var chat = await ann.OpenDirectAsync(bob.Id);
        await ann.CreateRoomAsync("Last of all");

        await ann.SayAsync(first, "one");
        await ann.SayAsync(chat, "two");

        Assert.Equal(["Rooms and people: bob | First of all | Last of all"], await ann.SidebarAsync());
    }

    [Fact]
    public async Task Favourites_come_before_folders_and_folders_before_the_rest()
    {
        using var ann = await app.SignUpAsync("ann");
        var favourite = await ann.CreateRoomAsync("Dear to me");
        var filed = await ann.CreateRoomAsync("Filed away");
        var both = await ann.CreateRoomAsync("Dear and filed");
        await ann.CreateRoomAsync("Lying about");
        var folder = await ann.CreateFolderAsync("Projects");

        await ann.PlaceAsync(favourite, "favourite", ("On", "true"));
        await ann.PlaceAsync(filed, "folder", ("Folder", $"{folder}"));
        await ann.PlaceAsync(both, "folder", ("Folder", $"{folder}"));
        await ann.PlaceAsync(both, "favourite", ("On", "true"));

        Assert.Equal(["Favourites: Dear and filed | Dear to me", "Projects: Filed away", "Rooms and people: Lying about"], await ann.SidebarAsync());
        await ann.PlaceAsync(both, "favourite", ("On", "false"));
        Assert.Equal(["Favourites: Dear to me", "Projects: Dear and filed | Filed away", "Rooms and people: Lying about"], await ann.SidebarAsync());
    }

    [Fact]
    public async Task A_folder_is_renamed_and_what_lay_in_a_deleted_one_falls_back()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Inside");
        var folder = await ann.CreateFolderAsync("Box");
        await ann.PlaceAsync(room, "folder", ("Folder", $"{folder}"));

        using var renamed = await ann.SubmitAsync(await ann.PageAsync("/folders"), $"form[action='/folders/{folder}/rename']", ("Name", "  Crate "));
        Assert.Equal(["Crate: Inside"], await ann.SidebarAsync());
        using var deleted = await ann.SubmitAsync(await ann.FollowAsync(renamed), $"form[action='/folders/{folder}/delete']");

        Assert.Equal(["Rooms and people: Inside"], await ann.SidebarAsync());
        Assert.NotNull((await ann.FollowAsync(deleted)).QuerySelector("main .empty"));
    }

    [Fact]
    public async Task Without_a_script_each_is_a_form_of_its_own()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("By hand");
        var folder = await ann.CreateFolderAsync("Hands");
        var address = (await ann.PageAsync("/rooms")).Address($"#room-{room} .placing-link")!;

        using var filed = await ann.SubmitAsync(await ann.PageAsync(address), "form[action$='/folder']", ("Folder", $"{folder}"));
        using var muted = await ann.SubmitAsync(await ann.FollowAsync(filed), "form[action$='/mute']");
        using var dear = await ann.SubmitAsync(await ann.FollowAsync(muted), "form[action$='/favourite']");
        var page = await ann.FollowAsync(dear);

        Assert.Equal("Saved.", page.QuerySelector("[role=status].notice")!.TextContent);
        Assert.Equal(["Remove from favourites", "Unmute", "Save choice Notify me of", "Move"], page.Texts("main .placing button"));
        Assert.Equal($"{folder}", page.QuerySelector("option[selected]")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector($"#rooms-favourites .muted[data-room='{room}']"));
    }

    [Fact]
    public async Task All_devices_hear_of_it_at_once()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Everywhere");
        using var phone = app.Visit();
        await phone.SignInAsync(ann.UserName);
        await using var stream = await phone.StreamAsync("rooms=");
        await stream.NextAsync("hello");

        await ann.PlaceAsync(room, "favourite", ("On", "true"));

        await stream.NextAsync("you");
        Assert.Equal(["Favourites: Everywhere"], await phone.SidebarAsync());
    }

    [Theory]
    [InlineData("favourite", "On", "true")]
    [InlineData("mute", "On", "true")]
    [InlineData("folder", "Folder", "")]
    [InlineData("hide", "On", "true")]
    public async Task Nothing_can_be_done_to_a_room_one_is_not_in(string what, string field, string value)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var eve = await app.SignUpAsync("eve");
        var room = await ann.OpenDirectAsync(bob.Id);

        Assert.Equal(HttpStatusCode.NotFound, await eve.PostAsync($"/rooms/{room}/sidebar/{what}", (field, value)).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await eve.GetAsync($"/rooms/{room}/sidebar").StatusOfAsync());
    }

    [Fact]
    public async Task A_room_with_a_name_is_left_and_not_hidden()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Not to hide");

        Assert.Equal(HttpStatusCode.NotFound, await ann.PostAsync($"/rooms/{room}/sidebar/hide").StatusOfAsync());
        Assert.Equal(["Not to hide"], await ann.TitlesAsync());
    }

    [Fact]
    public async Task The_folders_of_others_are_not_ones_own()
    {
        using var ann = await app.SignUpAsync("ann");
        using var eve = await app.SignUpAsync("eve");
        var room = await eve.CreateRoomAsync("Eve's room");
        var folder = await ann.CreateFolderAsync("Ann's folder");

        Assert.Equal(HttpStatusCode.NotFound, await eve.PostAsync($"/rooms/{room}/sidebar/folder", ("Folder", $"{folder}")).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await eve.PostAsync($"/folders/{folder}/rename", ("Name", "Eve's")).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await eve.PostAsync($"/folders/{folder}/delete").StatusOfAsync());
        Assert.DoesNotContain("Ann's folder", (await eve.PageAsync("/folders")).Words(), StringComparison.Ordinal);
        Assert.Contains("Ann's folder", (await ann.PageAsync("/folders")).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_are_fifty_folders_at_most_however_fast_they_are_made()
    {
        using var ann = await app.SignUpAsync("ann");
        await ann.TokenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 54).Select(n => ann.PostAsync("/folders", ("Name", $"Folder {n}")).StatusOfAsync()));

        Assert.Equal(50, answers.Count(status => status == HttpStatusCode.SeeOther));
        using var refused = await ann.PostAsync("/folders", ("Name", "One more"));
        Assert.Equal("You may have 50 folders.", (await Visitor.ReadAsync(refused)).ErrorOf("Name"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u200b")]
    [InlineData("\u202egnp.exe")]
    public async Task A_folder_has_a_name_that_can_be_shown(string name)
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ann.PostAsync("/folders", ("Name", name));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull((await Visitor.ReadAsync(answer)).ErrorOf("Name"));
    }

    [Fact]
    public async Task There_are_two_hundred_favourites_at_most()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("One too many");
        await app.WriteAsync(scope =>
        {
            for (var n = 0; n < 200; n++)
                scope.Db.Memberships.Add(new Membership { RoomId = 0, PersonId = ann.Id, Room = new Room { Name = $"Dear {n}", NameKey = null }, IsFavourite = true });
            scope.Db.SaveChanges();
        });

        using var answer = await ann.PostAsync($"/rooms/{room}/sidebar/favourite", ("On", "true"));

        Assert.Equal("You may have 200 favourites.", (await Visitor.ReadAsync(answer)).Alert());
    }

    [Fact]
    public async Task Friend_requests_are_counted()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await app.WriteAsync(scope =>
        {
            scope.Db.FriendRequests.Add(new FriendRequest { FromId = ann.Id, ToId = bob.Id, CreatedAt = scope.Now });
            scope.Db.SaveChanges();
        });

        Assert.Equal("1", (await bob.PageAsync("/rooms")).QuerySelector("#sidebar a[href='/friends'] .requests [aria-hidden]")!.TextContent);
        Assert.Null((await ann.PageAsync("/rooms")).QuerySelector("#sidebar .requests"));
    }

    [Fact]
    public async Task It_takes_as_many_questions_for_many_rooms_as_for_one()
    {
        using var queries = new Queries();
        await using var own = new ChatApp(settings: ("Chat:Limits:Changes", "1000"));
        using var ann = await own.SignUpAsync("ann");
        using var bob = await own.SignUpAsync("bob");
        using var cid = await own.SignUpAsync("cid");
        await ann.OpenDirectAsync(bob.Id);
        await ann.CreateFolderAsync("Folder");
        await ann.SidebarAsync();
        var few = await queries.CountAsync(own, ann.SidebarAsync);

        await ann.OpenGroupAsync(bob, cid);
        for (var n = 0; n < 20; n++)
            await ann.PlaceAsync(await ann.CreateRoomAsync($"Room {n}"), "folder", ("Folder", $"{await ann.CreateFolderAsync($"Folder {n}")}"));
        var many = await queries.CountAsync(own, ann.SidebarAsync);

        Assert.True(few > 0);
        Assert.Equal(few, many);
    }
}
