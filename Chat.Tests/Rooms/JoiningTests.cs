using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Rooms;

public sealed class JoiningTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Sorry = "There is no such room, or the password is wrong.";

    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task An_open_room_is_joined_from_the_list()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Garden");

        using var answer = await bob.SubmitAsync(await bob.PageAsync("/rooms"), $"form[action='/rooms/{room}/join']");

        Assert.Equal("Garden", (await bob.FollowAsync(answer)).Heading());
    }

    [Fact]
    public async Task A_room_with_a_password_is_joined_by_name_and_password()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Locked room", "sesame", listed: false);

        Assert.Equal(room, await bob.JoinAsync(" ＬＯＣＫＥＤ  room ", "sesame"));
    }

    [Fact]
    public async Task An_open_room_needs_its_name_only()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Street");

        Assert.Equal(room, await bob.JoinAsync("street", ""));
    }

    [Fact]
    public async Task A_wrong_name_a_wrong_password_and_a_private_room_get_the_same_page()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await ann.CreateRoomAsync("Safe", "sesame");
        await ann.CreateRoomAsync("Den", listed: false);

        using var wrongPassword = await TryAsync(bob, "Safe", "sesam");
        using var wrongName = await TryAsync(bob, "Saef", "sesame");
        using var isPrivate = await TryAsync(bob, "Den", "");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrongPassword.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrongName.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, isPrivate.StatusCode);
        var page = await Visitor.ReadAsync(wrongPassword);
        Assert.Equal(Sorry, page.Alert());
        Assert.Equal("Safe", page.ValueOf("Name"));
        Assert.Equal(page.Words(), (await Visitor.ReadAsync(wrongName)).Words());
        Assert.Equal(page.Words(), (await Visitor.ReadAsync(isPrivate)).Words());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("  ", "sesame")]
    [InlineData("\u202e", "sesame")]
    public async Task Nonsense_for_a_name_is_a_wrong_name(string name, string password)
    {
        using var bob = await app.SignUpAsync("bob");

        using var answer = await TryAsync(bob, name, password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(Sorry, (await Visitor.ReadAsync(answer)).Alert());
    }

    [Fact]
    public async Task A_book_in_place_of_a_password_is_a_wrong_one()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await ann.CreateRoomAsync("Library", "sesame");

        using var answer = await TryAsync(bob, "Library", new string('x', 100_000));

        Assert.Equal(Sorry, (await Visitor.ReadAsync(answer)).Alert());
    }

    [Fact]
    public async Task Whoever_is_in_needs_no_password_and_is_in_once()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Once", "sesame");

        Assert.Equal(room, await ann.JoinAsync("Once", "forgotten"));
        using var again = await ann.PostAsync($"/rooms/{room}/join");

        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.Equal("1", (await ann.PageAsync($"/rooms/{room}")).GetElementById("member-count")!.TextContent);
    }

    [Fact]
    public async Task Only_open_rooms_are_joined_by_their_address()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var locked = await ann.CreateRoomAsync("Locked address", "sesame");
        var hidden = await ann.CreateRoomAsync("Hidden address", listed: false);

        using var toLocked = await bob.PostAsync($"/rooms/{locked}/join");
        using var toHidden = await bob.PostAsync($"/rooms/{hidden}/join");
        using var toNowhere = await bob.PostAsync("/rooms/999999/join");

        Assert.Equal(HttpStatusCode.NotFound, toLocked.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, toHidden.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, toNowhere.StatusCode);
    }

    [Fact]
    public async Task Those_inside_see_who_comes_in()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Welcome");
        await using var stream = await ann.StreamAsync($"rooms={room}:2");
        await stream.NextAsync("hello");

        await bob.JoinAsync(room);

        var change = await stream.NextAsync("change");
        Assert.Equal("member", change.GetProperty("kind").GetString());
        Assert.Equal(bob.Id, change.GetProperty("person").GetInt64());
        Assert.Equal(2, change.GetProperty("members").GetInt32());
        Assert.Contains($"id=\"person-{bob.Id}\"", change.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_wrong_passwords_are_slowed_and_others_still_get_in()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var guesser = await app.SignUpAsync("guesser");
        var room = await ann.CreateRoomAsync("Bank", "sesame");

        var answers = new List<HttpResponseMessage>();
        for (var guess = 0; guess < 100; guess++)
            answers.Add(await TryAsync(guesser, "Bank", $"guess {guess}"));

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(refused.Count, 50, 99);
        Assert.All(refused, answer => Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero));
        Assert.Equal("Bank", (await Visitor.ReadAsync(refused[0])).ValueOf("Name"));
        Assert.Equal(room, await bob.JoinAsync("Bank", "sesame"));
        Assert.Equal(0, await app.AskAsync(db => db.Memberships.CountAsync(m => m.RoomId == room && m.PersonId == guesser.Id)));
        answers.ForEach(answer => answer.Dispose());
    }

    private static Task<HttpResponseMessage> TryAsync(Visitor visitor, string name, string password) =>
        visitor.PostAsync("/rooms/join", ("Name", name), ("Password", password));
}
