using Chat.Core;
using Xunit;

namespace Chat.Tests.Core;

public class MarkupLinkTests
{
    [Theory]
    [InlineData("[docs](https://example.com/a?b=1&c=2)", "https://example.com/a?b=1&c=2", "docs")]
    [InlineData("<https://example.com>", "https://example.com", "https://example.com")]
    [InlineData("HTTP://EXAMPLE.COM", "HTTP://EXAMPLE.COM", "HTTP://EXAMPLE.COM")]
    [InlineData("[write](mailto:ann@example.com)", "mailto:ann@example.com", "write")]
    [InlineData("<ann@example.com>", "mailto:ann@example.com", "ann@example.com")]
    [InlineData("mailto:ann@example.com?subject=hi", "mailto:ann@example.com?subject=hi", "mailto:ann@example.com?subject=hi")]
    public void A_link_out_opens_a_tab_that_knows_nothing_of_us(string source, string href, string words)
    {
        var link = Html.Link(source)!;
        Assert.Equal(href, link.GetAttribute("href"));
        Assert.Equal(words, link.TextContent);
        Assert.Equal("_blank", link.GetAttribute("target"));
        Assert.Equal("noopener noreferrer", link.GetAttribute("rel"));
    }

    [Fact]
    public void A_link_to_a_message_of_ours_stays_in_the_tab() =>
        Assert.Equal("<p><a href=\"/rooms/42/7\">there</a></p>", Markup.ToHtml("[there](/rooms/42/7 \"title\")"));

    [Theory]
    [InlineData("https://example.com를 보세요", "https://example.com")]
    [InlineData("https://example.com에서", "https://example.com")]
    [InlineData("https://example.com입니다.", "https://example.com")]
    [InlineData("https://example.com/를", "https://example.com/")]
    [InlineData("https://example.com/page를 보세요", "https://example.com/page")]
    [InlineData("https://example.com/page?a=1으로", "https://example.com/page?a=1")]
    [InlineData("(https://example.com/page)는", "https://example.com/page")]
    [InlineData("“https://example.com/page”라고", "https://example.com/page")]
    [InlineData("https://example.com/pageㅋㅋㅋ", "https://example.com/page")]
    [InlineData("https://example.comㅠㅠ", "https://example.com")]
    [InlineData("http://localhost:5000에서", "http://localhost:5000")]
    [InlineData("http://wiki에", "http://wiki")]
    [InlineData("링크https://example.com", "https://example.com")]
    [InlineData("https://example.com、", "https://example.com")]
    [InlineData("mailto:ann@example.com으로", "mailto:ann@example.com")]
    public void Korean_behind_an_address_is_not_part_of_it(string source, string href)
    {
        Assert.Equal(href, Html.Href(source));
        Assert.Equal(source, Html.Words(source));
    }

    [Theory]
    [InlineData("https://ko.wikipedia.org/wiki/대한민국")]
    [InlineData("https://namu.wiki/w/C언어")]
    [InlineData("https://한글.kr/길")]
    [InlineData("https://한국.한국")]
    [InlineData("https://example.com/%EA%B0%80?q=가나다")]
    public void An_address_may_hold_Korean(string address) => Assert.Equal(address, Html.Href($"보기 {address} 좋아요"));

    [Theory]
    [InlineData("See https://example.com.", "https://example.com")]
    [InlineData("https://example.com/a, and", "https://example.com/a")]
    [InlineData("https://example.com/a?!", "https://example.com/a")]
    [InlineData("https://example.com/a_(b)", "https://example.com/a_(b)")]
    [InlineData("(https://example.com/a_(b))", "https://example.com/a_(b)")]
    [InlineData("https://example.com/?a[]=1&b[0]=2", "https://example.com/?a[]=1&b[0]=2")]
    [InlineData("https://example.com/snake_case_*x*", "https://example.com/snake_case_*x")]
    [InlineData("**https://example.com/a**", "https://example.com/a")]
    [InlineData("\"https://example.com/a\"", "https://example.com/a")]
    [InlineData("https://example.com:8080/a#b", "https://example.com:8080/a#b")]
    [InlineData("https://example.com: yes", "https://example.com")]
    [InlineData("https://example.com/\u200bx", "https://example.com/")]
    public void Signs_behind_an_address_are_not_part_of_it(string source, string href) => Assert.Equal(href, Html.Href(source));

    [Theory]
    [InlineData("xhttps://example.com")]
    [InlineData("https://")]
    [InlineData("https:// example.com")]
    [InlineData("http:/example.com")]
    [InlineData("https://.")]
    [InlineData("mailto:ann")]
    [InlineData("mailto:@example.com")]
    [InlineData("ftp://example.com")]
    [InlineData("`https://example.com`")]
    [InlineData("    https://example.com")]
    public void What_is_no_address_is_no_link(string source) => Assert.Null(Html.Link(source));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)")]
    [InlineData("javascript&colon;alert(1)")]
    [InlineData("javascript&#58;alert(1)")]
    [InlineData("&#x6A;avascript:alert(1)")]
    [InlineData("java%73cript:alert(1)")]
    [InlineData("javascript%3Aalert(1)")]
    [InlineData("<java\tscript:alert(1)>")]
    [InlineData("<\u0001javascript:alert(1)>")]
    [InlineData("< javascript:alert(1)>")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("vbscript:msgbox(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("blob:https://example.com/1")]
    [InlineData("ftp://example.com")]
    [InlineData("//evil.example")]
    [InlineData(@"/\\evil.example")]
    [InlineData("</\t/evil.example>")]
    [InlineData(@"\\\\evil.example")]
    [InlineData("http:evil.example")]
    [InlineData("relative/path")]
    [InlineData("#fragment")]
    [InlineData("?query")]
    [InlineData("")]
    public void An_address_of_another_kind_stays_as_it_was_typed(string address)
    {
        var source = $"[click]({address})";
        Assert.Null(Html.Link(source));
        Assert.Equal(source, Html.Words(source));
        Assert.Null(Html.Link("!" + source));
        Assert.Equal("!" + source, Html.Words("!" + source));
    }

    [Theory]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<data:text/html,x>")]
    [InlineData("<made-up:thing>")]
    public void A_bracketed_address_of_another_kind_stays_as_it_was_typed(string source)
    {
        Assert.Null(Html.Link(source));
        Assert.Equal(source, Html.Words(source));
    }

    [Fact]
    public void A_refused_link_keeps_the_emphasis_and_title_that_were_typed() => Assert.Equal(
        "<p>[<strong>a</strong>](javascript:x &quot;t&quot;) and <a href=\"https://b.c\" target=\"_blank\" rel=\"noopener noreferrer\">d</a></p>",
        Markup.ToHtml("[**a**](javascript:x \"t\") and [d](https://b.c)"));

    [Fact]
    public void A_refused_link_breaks_where_it_was_broken() =>
        Assert.Equal("<p>[a](<br>\njavascript:x)</p>", Markup.ToHtml("[a](\r\njavascript:x)"));

    [Fact]
    public void An_image_is_a_link_and_loads_nothing()
    {
        var message = Html.Read("![a cat](https://example.com/cat.png) ![](https://example.com/dog.png)");
        Assert.Empty(message.QuerySelectorAll("img"));
        Assert.Equal("a cat, https://example.com/dog.png", string.Join(", ", message.QuerySelectorAll("a").Select(link => link.TextContent)));
    }

    [Theory]
    [InlineData("[![logo](https://example.com/logo.png)](https://example.com)", "https://example.com")]
    [InlineData("![a [b](https://inner.example) c](https://outer.example)", "https://outer.example")]
    [InlineData("[https://innocent.example/x](https://outer.example)", "https://outer.example")]
    [InlineData("[see <https://innocent.example>](https://outer.example)", "https://outer.example")]
    public void A_link_within_a_link_is_one_link(string source, string href) =>
        Assert.Equal(href, Assert.Single(Html.Read(source).QuerySelectorAll("a")).GetAttribute("href"));
}
