using System.Net;
using Chat.Tests.Rooms;

namespace Chat.Tests.Messages;

public sealed class MarkUnreadTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task The_mark_goes_back_to_just_before_a_message_on_all_devices()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await bob.CreateRoomAsync("Read too early");
        await ann.JoinAsync(room);
        foreach (var text in new[] { "one", "two", "three" })
            await bob.SayAsync(room, text);
        await ann.PostAsync($"/rooms/{room}/read", ("Number", "3"));
        using var phone = app.Visit();
        await phone.SignInAsync(ann.UserName);
        await using var stream = await phone.StreamAsync("rooms=");
        await stream.NextAsync("hello");

        using var answer = await ann.PostAsync($"/rooms/{room}/unread", ("Number", "2"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var told = await stream.NextAsync("you");
        Assert.Equal((room, 1, true), (told.GetProperty("room").GetInt64(), told.GetProperty("read").GetInt64(), told.GetProperty("back").GetBoolean()));
        Assert.Equal("2", await phone.UnreadAsync(room));
    }

    [Fact]
    public async Task It_never_moves_the_mark_forward()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await bob.CreateRoomAsync("Unread already");
        await ann.JoinAsync(room);
        foreach (var text in new[] { "one", "two", "three" })
            await bob.SayAsync(room, text);
        await ann.PostAsync($"/rooms/{room}/read", ("Number", "1"));

        await ann.PostAsync($"/rooms/{room}/unread", ("Number", "3"));

        Assert.Equal("2", await ann.UnreadAsync(room));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("4503599627370497")]
    public async Task What_is_no_message_of_the_room_is_refused(string number)
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"No number {Guid.NewGuid()}");

        Assert.Equal(HttpStatusCode.BadRequest, await ann.PostAsync($"/rooms/{room}/unread", ("Number", number)).StatusOfAsync());
    }

    [Fact]
    public async Task Rooms_of_others_are_not_found()
    {
        using var ann = await app.SignUpAsync("ann");
        using var eve = await app.SignUpAsync("eve");
        var room = await ann.CreateRoomAsync("Not hers to unread");

        Assert.Equal(HttpStatusCode.NotFound, await eve.PostAsync($"/rooms/{room}/unread", ("Number", "1")).StatusOfAsync());
    }
}
