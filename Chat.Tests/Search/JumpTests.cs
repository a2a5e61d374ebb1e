using AngleSharp.Html.Dom;

namespace Chat.Tests.Search;

public sealed class JumpTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Rooms_are_found_by_a_few_letters_of_their_names()
    {
        using var ann = await app.SignUpAsync("ann");
        var names = new[] { "Product planning", "Lunch plans", "신규 기획", "Airplane" };
        var rooms = new List<long>();
        foreach (var name in names)
            rooms.Add(await ann.CreateRoomAsync(name));

        Assert.Equal(["Product planning", "Lunch plans", "Airplane"], (await RoomsAsync(ann, "plan")).OrderBy(name => Array.IndexOf(names, name)));
        Assert.Equal(["Product planning"], await RoomsAsync(ann, "PROD"));
        Assert.Equal(["신규 기획"], await RoomsAsync(ann, "ㄱㅎ"));
        Assert.Equal(["신규 기획"], await RoomsAsync(ann, "기ㅎ"));
        Assert.Empty(await RoomsAsync(ann, "zzz"));
    }

    [Fact]
    public async Task What_begins_with_the_letters_comes_first_and_of_equals_what_is_most_alive()
    {
        using var ann = await app.SignUpAsync("ann");
        var quiet = await ann.CreateRoomAsync("Owls at night");
        await ann.CreateRoomAsync("Snowy owls");
        var loud = await ann.CreateRoomAsync("Owls by day");
        await ann.SayAsync(quiet, "hoo");
        await ann.SayAsync(loud, "hoo hoo");

        Assert.Equal(["Owls by day", "Owls at night", "Snowy owls"], await RoomsAsync(ann, "owls"));
    }

    [Fact]
    public async Task Rooms_of_others_are_not_to_be_found()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await ann.CreateRoomAsync("Hidden heron");

        Assert.Empty(await RoomsAsync(bob, "heron"));
    }

    [Fact]
    public async Task People_are_found_by_name_and_user_name_and_lead_to_the_chat_with_them()
    {
        using var ann = await app.SignUpAsync("ann");
        using var kim = await app.SignUpAsync("hangyeol");
        using var named = await kim.PostAsync("/account", ("DisplayName", "남궁한결"));

        foreach (var typed in new[] { "남궁", "ㄴㄱㅎ", "hangye", $"@{kim.UserName}" })
        {
            var page = await JumpAsync(ann, typed);
            Assert.Equal($"{kim.Id}", page.QuerySelector("main form[action='/direct'] input[name=Person]")?.GetAttribute("value"));
        }

        using var opened = await ann.SubmitAsync(await JumpAsync(ann, "남궁"), "main form[action='/direct']");

        var chat = opened.Headers.Location!.ToString();
        Assert.Equal("남궁한결", (await ann.PageAsync(chat)).Heading());
        // From now on the chat is what leads to them.
        var again = await JumpAsync(ann, "ㄴㄱㅎㄱ");
        Assert.Equal(chat, again.Address("main .card > a"));
        Assert.Empty(again.QuerySelectorAll("main form[action='/direct']"));
    }

    [Fact]
    public async Task Whoever_is_blocked_or_gone_is_not_offered()
    {
        using var ann = await app.SignUpAsync("ann");
        using var blocked = await app.SignUpAsync("quokkablocked");
        using var blocking = await app.SignUpAsync("quokkablocking");
        using var gone = await app.SignUpAsync("quokkagone");
        using var there = await app.SignUpAsync("quokkathere");
        using var first = await ann.PostAsync($"/people/{blocked.Id}/block");
        using var second = await blocking.PostAsync($"/people/{ann.Id}/block");
        await app.CloseAsync(gone);

        Assert.Equal([$"{there.Id}"], (await JumpAsync(ann, "quokka")).QuerySelectorAll("main input[name=Person]").Select(field => field.GetAttribute("value")!));
    }

    [Fact]
    public async Task The_list_alone_is_made_of_options()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Options");

        using var answer = await ann.GetAsync("/jump?q=", headers: ("HX-Request", "true"));

        var list = await Visitor.ReadAsync(answer);
        Assert.Contains($"/rooms/{room}", list.QuerySelectorAll("[role=option]").Select(option => option.GetAttribute("data-href")));
        Assert.Empty(list.QuerySelectorAll("a, button, input"));
    }

    [Fact]
    public async Task The_shortcuts_stand_on_a_page_of_their_own()
    {
        using var ann = await app.SignUpAsync("ann");

        var page = await ann.PageAsync("/shortcuts");

        Assert.Contains("K", page.Texts("kbd"));
        Assert.Equal("/shortcuts", (await ann.PageAsync("/account")).Address("main a[href='/shortcuts']"));
    }

    private static Task<IHtmlDocument> JumpAsync(Visitor visitor, string typed) => visitor.PageAsync($"/jump?q={Uri.EscapeDataString(typed)}");

    private static async Task<IReadOnlyList<string>> RoomsAsync(Visitor visitor, string typed) => (await JumpAsync(visitor, typed)).Texts("main .card > a");
}
