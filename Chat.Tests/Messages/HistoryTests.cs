using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;

namespace Chat.Tests.Messages;

public sealed class HistoryTests(LongRoom room) : IClassFixture<LongRoom>
{
    private readonly Visitor ann = room.Ann;

    [Fact]
    public async Task The_room_opens_at_its_newest_messages()
    {
        var page = await ann.PageAsync(room.Address);

        Assert.Equal(Enumerable.Range(71, 50), Numbers(page));
        Assert.Null(page.QuerySelector(".newer"));
    }

    [Fact]
    public async Task By_links_upward_one_comes_to_the_beginning_and_meets_every_message_once()
    {
        var page = await ann.PageAsync(room.Address);
        var read = Numbers(page);

        while (page.Address("a.older") is { } older)
        {
            page = await ann.PageAsync(older);
            read = [.. Numbers(page), .. read];
        }

        Assert.Equal(Enumerable.Range(1, LongRoom.Length), read);
    }

    [Fact]
    public async Task By_links_downward_one_comes_to_the_end_and_meets_every_message_once()
    {
        var page = await ann.PageAsync($"{room.Address}/1");
        var read = Numbers(page);

        while (page.Address("a.newer") is { } newer)
        {
            page = await ann.PageAsync(newer);
            read = [.. read, .. Numbers(page)];
        }

        Assert.Equal(Enumerable.Range(1, LongRoom.Length), read);
    }

    [Fact]
    public async Task In_the_middle_one_can_go_either_way()
    {
        var first = await ann.PageAsync(room.Address);
        Assert.Null(first.Address("a.newer"));
        var up = await ann.PageAsync(first.Address("a.older")!);
        var down = await ann.PageAsync(up.Address("a.newer")!);

        Assert.Equal(Numbers(first), Numbers(down));
        Assert.NotNull(down.Address("a.older"));
    }

    [Fact]
    public async Task A_link_to_a_message_opens_around_it()
    {
        var page = await ann.PageAsync($"{room.Address}/60");

        Assert.Equal(Enumerable.Range(35, 50), Numbers(page));
        Assert.Equal("60", page.GetElementById("main")!.GetAttribute("data-highlight"));
        Assert.Equal($"{room.Address}?before=35", page.Address("a.older"));
        Assert.Equal($"{room.Address}?after=84", page.Address("a.newer"));
    }

    [Fact]
    public async Task Every_message_links_to_itself()
    {
        var page = await ann.PageAsync(room.Address);

        Assert.Equal($"{room.Address}/100", page.Address("#m100 a.at"));
    }

    [Theory]
    [InlineData("/0")]
    [InlineData("/-1")]
    [InlineData("/121")]
    [InlineData("/9223372036854775807")]
    [InlineData("/9223372036854775808")]
    [InlineData("/1.5")]
    [InlineData("/one")]
    [InlineData("?before=one")]
    [InlineData("?after=1e9")]
    [InlineData("?before=99999999999999999999")]
    public async Task Beyond_the_messages_there_is_nothing(string address)
    {
        using var answer = await ann.GetAsync($"{room.Address}{address}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("?before=1", 0, 0)]
    [InlineData("?before=-5", 0, 0)]
    [InlineData("?before=-9223372036854775808", 0, 0)]
    [InlineData("?before=30", 1, 29)]
    [InlineData("?before=9223372036854775807", 71, 120)]
    [InlineData("?after=0", 1, 50)]
    [InlineData("?after=-9223372036854775808", 1, 50)]
    [InlineData("?after=119", 120, 120)]
    [InlineData("?after=120", 0, 0)]
    [InlineData("?after=9223372036854775807", 0, 0)]
    public async Task A_page_has_exactly_what_lies_before_or_after(string query, int first, int last)
    {
        var page = await ann.PageAsync($"{room.Address}{query}");

        Assert.Equal(first == 0 ? [] : Enumerable.Range(first, last - first + 1), Numbers(page));
    }

    [Theory]
    [InlineData("?before=71", "older", 21, 70)]
    [InlineData("?after=20", "newer", 21, 70)]
    [InlineData("?before=21", "", 1, 20)]
    [InlineData("?after=70", "", 71, 120)]
    public async Task A_fragment_has_messages_and_the_link_onward_and_nothing_else(string query, string link, int first, int last)
    {
        using var answer = await ann.GetAsync($"{room.Address}{query}", headers: ("HX-Request", "true"));

        Assert.DoesNotContain("<html", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        var fragment = await Visitor.ReadAsync(answer);
        Assert.Equal(Enumerable.Range(first, last - first + 1), Numbers(fragment));
        Assert.Equal(link, string.Join(' ', fragment.Body!.Children.Where(child => !child.Matches("article.message")).Select(child => child.ClassName)));
    }

    private static IReadOnlyList<int> Numbers(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("article.message").Select(article => int.Parse(article.Id![1..], CultureInfo.InvariantCulture))];
}
