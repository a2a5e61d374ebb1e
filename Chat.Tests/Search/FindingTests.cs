using System.Net;

namespace Chat.Tests.Search;

public sealed class FindingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Theory]
    [InlineData("회의")]
    [InlineData("회의록")]
    [InlineData("의")] // one syllable
    [InlineData("quart")] // a part of a word
    [InlineData("QUARTERLY report")]
    [InlineData("\"quarterly report\"")]
    [InlineData("ｒｅｐｏｒｔ")]
    [InlineData("50%")]
    [InlineData("🦉")]
    [InlineData("x")]
    public async Task A_message_is_found_by_words_and_parts_of_words(string query)
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"Words {Guid.NewGuid()}");
        var sent = await ann.SayAsync(room, "지난주 회의록: **quarterly report** is 50% done 🦉 x");
        await ann.SayAsync(room, "something else entirely");

        Assert.Equal([$"/rooms/{room}/{sent.Number}"], await ann.FindAsync(query));
    }

    [Theory]
    [InlineData("의회")]
    [InlineData("\"report quarterly\"")]
    [InlineData("report missing")]
    [InlineData("rep ort quarterlyreport")]
    [InlineData("has:file")]
    [InlineData("from:nobody-at-all report")]
    [InlineData("in:nowhere report")]
    public async Task What_is_not_in_it_finds_nothing(string query)
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"Others {Guid.NewGuid()}");
        await ann.SayAsync(room, "회의록 quarterly report");

        var page = await ann.SearchAsync(query);

        Assert.Empty(page.QuerySelectorAll(".hit"));
        Assert.NotNull(page.QuerySelector("#results .empty"));
    }

    [Theory]
    [InlineData("AND \"")]
    [InlineData("\"\"\" OR 1=1 --")]
    [InlineData("NEAR(a b) NOT *")]
    [InlineData("from: in: ^{}[]")]
    [InlineData("'; DROP TABLE \"Messages\"; <script>alert(1)</script>")]
    public async Task Any_input_is_text_and_stays_in_the_box(string query)
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"Odd {Guid.NewGuid()}");
        var sent = await ann.SayAsync(room, $"he wrote {query} and left");

        var page = await ann.SearchAsync(query);

        Assert.Equal($"/rooms/{room}/{sent.Number}", page.Address(".hit > a"));
        Assert.Equal(query, page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.Empty(page.QuerySelectorAll("#results script"));
    }

    [Fact]
    public async Task Only_rooms_that_one_is_in_now_are_searched()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Secrets");
        await bob.JoinAsync(room);
        await ann.SayAsync(room, "the zanzibar plan");
        var inside = await bob.FindAsync("zanzibar");

        await bob.LeaveAsync(room);

        Assert.Single(inside);
        Assert.Empty(await bob.FindAsync("zanzibar"));
        Assert.Empty(await bob.FindAsync("zanzibar in:secrets"));
        Assert.Single(await ann.FindAsync("zanzibar"));
    }

    [Fact]
    public async Task Edits_and_deletions_are_found_at_once()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Second thoughts");
        var sent = await ann.SayAsync(room, "we meet at the marmalade cafe");

        await ann.EditAsync(room, sent.Number, "we meet at the porcelain museum");
        var (former, edited) = (await ann.FindAsync("marmalade"), await ann.FindAsync("porcelain"));
        await ann.DeleteAsync(room, sent.Number);

        Assert.Empty(former);
        Assert.Single(edited);
        Assert.Empty(await ann.FindAsync("porcelain"));
        Assert.Empty(await ann.FindAsync("in:\"second thoughts\""));
    }

    [Fact]
    public async Task Filters_narrow_a_search_down()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var (garden, kitchen) = (await ann.CreateRoomAsync("Garden talk"), await ann.CreateRoomAsync("주방 이야기"));
        await bob.JoinAsync(garden);
        await ann.SayAsync(garden, "tomatoes from ann");
        await bob.SayAsync(garden, "tomatoes from bob, see https://example.org/tomatoes");
        await ann.SayAsync(kitchen, "tomatoes in the kitchen\n\n```\nboil(tomatoes)\n```");

        Assert.Equal([$"/rooms/{kitchen}/1", $"/rooms/{garden}/2", $"/rooms/{garden}/1"], await ann.FindAsync("tomatoes"));
        Assert.Equal([$"/rooms/{garden}/2"], await ann.FindAsync($"tomatoes from:@{bob.UserName}"));
        Assert.Equal([$"/rooms/{kitchen}/1", $"/rooms/{garden}/1"], await ann.FindAsync("tomatoes from:me"));
        Assert.Equal([$"/rooms/{garden}/2", $"/rooms/{garden}/1"], await ann.FindAsync("tomatoes in:\"garden talk\""));
        Assert.Equal([$"/rooms/{kitchen}/1"], await ann.FindAsync("in:#주방"));
        Assert.Equal([$"/rooms/{garden}/2"], await ann.FindAsync("tomatoes has:link"));
        Assert.Equal([$"/rooms/{kitchen}/1"], await ann.FindAsync("has:code tomatoes"));
        Assert.Empty(await ann.FindAsync("tomatoes has:poll"));
        Assert.Empty(await ann.FindAsync("tomatoes has:reaction"));
    }

    [Fact]
    public async Task A_message_that_people_reacted_to_is_found_by_that()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Reactions to find");
        await ann.SayAsync(room, "plain");
        await ann.SayAsync(room, "loved");
        await app.WriteAsync(scope =>
        {
            scope.Db.Reactions.Add(new() { RoomId = room, Number = 2, Emoji = "🎉", PersonId = ann.Id, At = scope.Now });
            scope.Db.SaveChanges();
        });

        Assert.Equal([$"/rooms/{room}/2"], await ann.FindAsync("has:reaction in:\"reactions to find\""));
    }

    [Fact]
    public async Task Results_go_on_page_by_page_and_each_message_once()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Pages of results");
        for (var n = 1; n <= 45; n++)
            await ann.SayAsync(room, $"sparrow {n}");

        var page = await ann.SearchAsync("sparrow");
        var found = new List<string>();
        while (true)
        {
            found.AddRange(page.QuerySelectorAll(".hit > a").Select(link => link.GetAttribute("href")!));
            if (page.Address("#results .more") is not { } next)
                break;
            page = await ann.PageAsync(next);
        }

        Assert.Equal(Enumerable.Range(1, 45).Reverse().Select(n => $"/rooms/{room}/{n}"), found);
    }

    [Fact]
    public async Task A_result_says_who_where_and_what_around_the_words_and_leads_there()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Ünïted <b>");
        await ann.SayAsync(room, $"{string.Concat(Enumerable.Repeat("before ", 40))} the <i>KESTREL</i> & co {string.Concat(Enumerable.Repeat("after ", 80))}");

        var hit = (await ann.SearchAsync("kestrel")).QuerySelector(".hit")!;

        Assert.Equal("ann", hit.QuerySelector(".author")!.TextContent);
        Assert.Equal("Ünïted <b>", hit.QuerySelector(".place")!.TextContent);
        Assert.Equal("KESTREL", hit.QuerySelector("mark")!.TextContent);
        Assert.Contains("the <i>KESTREL</i> & co after", hit.QuerySelector(".snippet")!.TextContent, StringComparison.Ordinal);
        Assert.InRange(hit.QuerySelector(".snippet")!.TextContent.Length, 100, 300);
        Assert.NotNull((await ann.PageAsync(hit.QuerySelector("a")!.GetAttribute("href")!)).QuerySelector("#m1"));
    }

    [Fact]
    public async Task A_filter_stands_there_as_a_link_without_it()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Chips");
        await ann.SayAsync(room, "walnut");

        var page = await ann.SearchAsync("walnut has:link");

        Assert.Empty(page.QuerySelectorAll(".hit"));
        Assert.Single((await ann.PageAsync(page.Address(".chip")!)).QuerySelectorAll(".hit"));
    }

    [Fact]
    public async Task The_fragment_is_the_results_alone()
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ann.GetAsync("/search?q=anything", headers: ("HX-Request", "true"));

        var html = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<html", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("id=\"results\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_are_sent_to_sign_in()
    {
        using var stranger = app.Visit();

        using var answer = await stranger.GetAsync("/search?q=secret");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
