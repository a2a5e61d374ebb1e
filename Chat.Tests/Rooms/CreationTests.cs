using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Rooms;

public sealed class CreationTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Whoever_creates_a_room_is_its_only_member_and_administers_it()
    {
        using var ann = await app.SignUpAsync("ann");

        var room = await ann.CreateRoomAsync("Kitchen");

        var page = await ann.PageAsync($"/rooms/{room}/members");
        Assert.Equal([$"person-{ann.Id}"], page.QuerySelectorAll("#members li").Select(member => member.Id!));
        Assert.NotNull(page.QuerySelector("#members .role.owner"));
    }

    [Fact]
    public async Task An_empty_room_says_what_it_is_for()
    {
        using var ann = await app.SignUpAsync("ann");

        var room = await ann.CreateRoomAsync("Beginning");

        var page = await ann.PageAsync($"/rooms/{room}");
        Assert.Equal("Beginning", page.Heading());
        Assert.Contains("This is the beginning of Beginning.", page.QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/rooms/{room}/members", page.Address(".empty a"));
    }

    [Fact]
    public async Task A_name_is_kept_tidy()
    {
        using var ann = await app.SignUpAsync("ann");

        var room = await ann.CreateRoomAsync("  Tea \t time  ");

        Assert.Equal("Tea time", (await ann.PageAsync($"/rooms/{room}")).Heading());
    }

    [Theory]
    [InlineData("lunch room")]
    [InlineData("LUNCH ROOM")]
    [InlineData("  Lunch   Room ")]
    [InlineData("Ｌｕｎｃｈ　Ｒｏｏｍ")]
    [InlineData("Lu\u200bnch Room")]
    [InlineData("식당")]
    [InlineData("\u1109\u1175\u11a8\u1103\u1161\u11bc")]
    public async Task A_name_that_reads_the_same_is_taken(string again)
    {
        using var ann = await app.SignUpAsync("ann");
        using var latin = await CreateAsync(ann, "Lunch Room");
        using var korean = await CreateAsync(ann, "식당");

        using var answer = await CreateAsync(ann, again);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal("There is a room of this name already.", page.ErrorOf("Name"));
        Assert.Equal(again, TypedName(page));
    }

    [Theory]
    [InlineData("", "A name is needed.")]
    [InlineData("      ", "A name is needed.")]
    [InlineData("\u200b\u3164\u2800", "A name is needed.")]
    [InlineData("300", "A name has at most 80 characters.")]
    [InlineData("\u202egnp.exe", "The name has characters that can't be shown.")]
    [InlineData("\u2067abc\u2069", "The name has characters that can't be shown.")]
    [InlineData("bell\u0007", "The name has characters that can't be shown.")]
    public async Task A_name_that_shows_nothing_deceives_or_does_not_fit_is_refused_and_kept_in_the_form(string name, string error)
    {
        using var ann = await app.SignUpAsync("ann");
        if (name == "300")
            name = new string('x', 300);
        var rooms = await app.AskAsync(db => db.Rooms.CountAsync());

        using var answer = await CreateAsync(ann, name);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal(error, page.ErrorOf("Name"));
        Assert.Equal(name.Trim(), TypedName(page).Trim());
        Assert.Equal(rooms, await app.AskAsync(db => db.Rooms.CountAsync()));
    }

    [Fact]
    public async Task A_password_that_is_too_long_is_refused_beside_the_password()
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ann.PostAsync("/rooms", ("Name", "Vault"), ("Password", new string('x', 101)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal("A room's password has at most 100 characters.", page.ErrorOf("Password"));
        Assert.Equal("Vault", TypedName(page));
    }

    [Fact]
    public async Task A_box_that_is_neither_ticked_nor_unticked_makes_no_room()
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ann.PostAsync("/rooms", ("Name", "Perhaps listed"), ("Listed", "perhaps"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await app.AskAsync(db => db.Rooms.CountAsync(r => r.Name == "Perhaps listed")));
    }

    [Fact]
    public async Task Whoever_makes_rooms_without_end_must_wait()
    {
        await using var strict = new ChatApp(settings: ("Chat:Limits:Changes", "2"));
        using var ann = await strict.SignUpAsync("ann");
        await ann.CreateRoomAsync("One");
        await ann.CreateRoomAsync("Two");

        using var answer = await CreateAsync(ann, "Three");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal("Three", TypedName(await Visitor.ReadAsync(answer)));
    }

    [Fact]
    public async Task Of_many_who_create_a_room_of_one_name_at_the_same_moment_one_gets_it()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await Task.WhenAll(ann.TokenAsync(), bob.TokenAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => CreateAsync(n % 2 == 0 ? ann : bob, n % 3 == 0 ? "WANTED" : "Wanted")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.SeeOther);
        Assert.Equal(11, answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(1, await app.AskAsync(db => db.Rooms.CountAsync(r => r.NameKey == "wanted")));
    }

    private static string TypedName(IHtmlDocument page) => page.QuerySelector("#create [name=Name]")!.GetAttribute("value") ?? "";

    private static Task<HttpResponseMessage> CreateAsync(Visitor visitor, string name) => visitor.PostAsync("/rooms", ("Name", name));
}
