using System.Net;
using System.Text.Json;
using Chat.Data;
using Chat.Tests.Rooms;

namespace Chat.Tests.Later;

public sealed class SavedTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task What_is_saved_is_listed_the_latest_first_for_its_owner_alone()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Keepsakes");
        await bob.JoinAsync(room);
        await bob.SayAsync(room, "first");
        await bob.SayAsync(room, "second");

        await SaveAsync(ann, room, 2);
        await SaveAsync(ann, room, 1);
        await SaveAsync(ann, room, 1);

        var page = await ann.PageAsync("/saved");
        Assert.Equal(["first", "second"], page.Texts(".kept .excerpt"));
        Assert.Equal($"/rooms/{room}/1", page.Address(".kept a.button"));
        Assert.Empty((await bob.PageAsync("/saved")).Texts(".kept > li"));
        using var numbers = await ann.GetAsync($"/rooms/{room}/saved", "application/json");
        Assert.Equal([1L, 2L], JsonDocument.Parse(await numbers.Content.ReadAsStringAsync()).RootElement.GetProperty("numbers").EnumerateArray().Select(n => n.GetInt64()).Order());
    }

    [Fact]
    public async Task Without_a_script_it_is_removed_on_its_page()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Let go");
        await ann.SayAsync(room, "words");
        await SaveAsync(ann, room, 1);

        using var answer = await ann.SubmitAsync(await ann.PageAsync("/saved"), ".kept form");

        Assert.NotNull((await ann.FollowAsync(answer)).QuerySelector("main .empty"));
    }

    [Fact]
    public async Task What_one_sees_no_longer_is_not_listed_and_comes_back_with_the_room()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Out of sight");
        await bob.JoinAsync(room);
        await ann.SayAsync(room, "secret");
        await SaveAsync(bob, room, 1);
        await bob.LeaveAsync(room);

        Assert.Empty((await bob.PageAsync("/saved")).Texts(".kept > li"));
        Assert.Equal(HttpStatusCode.NotFound, await bob.PostJsonAsync("/saved", ("Room", $"{room}"), ("Number", "1"), ("On", "true")).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await bob.GetAsync($"/rooms/{room}/saved").StatusOfAsync());
        await bob.JoinAsync(room);

        Assert.Equal(["secret"], (await bob.PageAsync("/saved")).Texts(".kept .excerpt"));
    }

    [Fact]
    public async Task A_deleted_message_leaves_no_word_and_can_be_removed()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Saved and gone");
        await ann.SayAsync(room, "regret");
        await SaveAsync(ann, room, 1);
        await ann.DeleteAsync(room, 1);

        Assert.Equal(["This message was deleted."], (await ann.PageAsync("/saved")).Texts(".kept .excerpt"));
    }

    [Fact]
    public async Task A_long_list_is_paged_through_without_a_hole_even_of_one_moment()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Collector");
        for (var n = 1; n <= 70; n++)
            await ann.SayAsync(room, $"line {n}");
        await app.WriteAsync(scope =>
        {
            var at = scope.Now;
            for (var n = 1; n <= 70; n++)
                scope.Db.Bookmarks.Add(new Bookmark { PersonId = ann.Id, RoomId = room, Number = n, At = at });
            scope.Db.SaveChanges();
        });

        var lines = new List<string>();
        for (var path = "/saved"; path is not null;)
        {
            var page = await ann.PageAsync(path);
            lines.AddRange(page.Texts(".kept .excerpt"));
            path = page.Address("main > a.button");
        }

        Assert.Equal(Enumerable.Range(1, 70).Reverse().Select(n => $"line {n}"), lines);
    }

    private static async Task SaveAsync(Visitor visitor, long room, long number)
    {
        using var answer = await visitor.PostJsonAsync("/saved", ("Room", $"{room}"), ("Number", $"{number}"), ("On", "true"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
