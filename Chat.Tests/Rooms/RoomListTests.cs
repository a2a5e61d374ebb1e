namespace Chat.Tests.Rooms;

public sealed class RoomListTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Only_rooms_that_are_to_be_listed_are()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await ann.CreateRoomAsync("Open one");
        await ann.CreateRoomAsync("Locked one", "sesame");
        await ann.CreateRoomAsync("Secret one", "sesame", listed: false);
        await ann.CreateRoomAsync("Private one", listed: false);

        var names = (await bob.PageAsync("/rooms")).Texts(".card h3");

        Assert.Contains("Open one", names);
        Assert.Contains("Locked one", names);
        Assert.DoesNotContain("Secret one", names);
        Assert.DoesNotContain("Private one", names);
    }

    [Fact]
    public async Task Each_room_offers_what_one_can_do()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var mine = await bob.CreateRoomAsync("Bob's own");
        var open = await ann.CreateRoomAsync("Open door");
        await ann.CreateRoomAsync("Closed door", "sesame");

        var page = await bob.PageAsync("/rooms");

        Assert.NotNull(page.QuerySelector($".card a.button[href='/rooms/{mine}']"));
        Assert.NotNull(page.QuerySelector($".card form[action='/rooms/{open}/join']"));
        var door = page.Address(".card a[href^='/rooms/join?name=Closed']")!;
        Assert.Equal("Closed door", (await bob.PageAsync(door)).ValueOf("Name"));
    }

    [Fact]
    public async Task It_says_how_many_are_in_and_whether_a_password_is_asked()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await ann.CreateRoomAsync("Counted", "sesame");
        await bob.JoinAsync("Counted", "sesame");

        var card = (await ann.PageAsync("/rooms")).QuerySelectorAll(".card").Single(c => c.QuerySelector("h3")?.TextContent.Trim() == "Counted");

        Assert.Equal("2 members · with a password", card.QuerySelector(".meta")!.TextContent);
    }

    [Theory]
    [InlineData("teAPo")]
    [InlineData("ＴＥＡ")]
    [InlineData(" pot ")]
    public async Task A_room_is_found_by_a_part_of_its_name(string part)
    {
        using var ann = await app.SignUpAsync("ann");
        using var first = await ann.PostAsync("/rooms", ("Name", "Teapot"));
        using var second = await ann.PostAsync("/rooms", ("Name", "Coffee cup"));

        using var answer = await ann.SubmitAsync(await ann.PageAsync("/rooms"), "main form[role=search]", ("find", part));

        Assert.Equal(["Teapot"], (await Visitor.ReadAsync(answer)).Texts(".card h3"));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("' OR 1=1 --")]
    [InlineData("no room has this")]
    public async Task Nothing_found_says_what_else_to_do(string find)
    {
        using var ann = await app.SignUpAsync("ann");
        await ann.CreateRoomAsync($"Plain {Guid.NewGuid()}");

        var page = await ann.PageAsync($"/rooms?find={Uri.EscapeDataString(find)}");

        Assert.Empty(page.Texts(".card h3"));
        Assert.NotNull(page.QuerySelector("p.empty"));
        Assert.Equal(find, page.QuerySelector("[name=find]")!.GetAttribute("value"));
    }
}
