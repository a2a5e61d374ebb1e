using Chat.Previews;

namespace Chat.Tests.Previews;

public sealed class PageFactsTests
{
    private static readonly Uri Address = new("https://www.news.example/2026/11/story?id=7");

    [Fact]
    public void A_page_says_what_it_is_for_those_who_share_it()
    {
        var facts = Read("""
            <head><title>Story - News</title>
            <meta name="description" content="For search engines">
            <meta name="twitter:title" content="For another">
            <meta property="og:title" content="The story">
            <meta property="og:description" content="What happened">
            <meta property="og:site_name" content="The News">
            <meta property="og:image" content="/pictures/1.png">
            """);

        Assert.Equal(("The story", "What happened", "The News", "https://www.news.example/pictures/1.png"), (facts.Title, facts.Description, facts.Site, facts.Picture!.ToString()));
    }

    [Fact]
    public void An_old_page_has_a_title_and_perhaps_a_description()
    {
        var facts = Read("""<title>Tea &amp; biscuits</title><META NAME="Description" CONTENT="All about &lt;tea&gt;">""");

        Assert.Equal(("Tea & biscuits", "All about <tea>", "news.example", null), (facts.Title, facts.Description, facts.Site, facts.Picture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no html at all")]
    [InlineData("<title></title>")]
    [InlineData("<title> \u200b\u202e </title>")]
    [InlineData("<title>…</title>")]
    [InlineData("""<meta property="og:title" content="">""")]
    [InlineData("<script>document.write('<title>Written</title>')</script>")]
    [InlineData("<style><title>Styled</title></style>")]
    [InlineData("<!-- <title>Hidden</title> -->")]
    [InlineData("<head></head><body><title>Late</title>")]
    [InlineData("<title")]
    public void A_page_may_say_nothing(string html) => Assert.Equal("", Read(html).Title);

    [Theory]
    [InlineData("<title>\n  Two\n  lines\t</title>", "Two lines")]
    [InlineData("<title>a\u202egnp.exe\u2066\u0007</title>", "agnp.exe")]
    [InlineData("<title>👩‍👩‍👧 family</title>", "👩‍👩‍👧 family")]
    [InlineData("<title><b>bold</b></title>", "<b>bold</b>")]
    [InlineData("""<meta property="og:title" content="&#8238;&quot;x&quot;">""", "\"x\"")]
    public void What_it_says_is_one_line_of_text(string html, string title) => Assert.Equal(title, Read(html).Title);

    [Fact]
    public void Long_texts_are_cut_between_signs()
    {
        var title = Read($"<title>{new string('x', 159)}{string.Concat(Enumerable.Repeat("😀", 400_000))}</title>").Title;

        Assert.Equal($"{new string('x', 159)}…", title);
    }

    [Fact]
    public void A_page_that_nests_a_hundred_thousand_elements_is_read_like_any_other() =>
        Assert.Equal("Deep", Read($"{string.Concat(Enumerable.Repeat("<div><b>", 100_000))}<title>Deep</title>").Title);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://")]
    [InlineData("https://ann@")]
    public void An_address_that_is_none_breaks_nothing(string picture) =>
        Assert.Equal("Fine", Read($"""<title>Fine</title><meta property="og:image" content="{picture}">""").Title);

    private static PageFacts Read(string html) => PageFacts.Read(html, Address);
}
