using Chat.Core;
using Xunit;

namespace Chat.Tests.Core;

public class MarkupTests
{
    [Theory]
    [InlineData("*soft*", "<p><em>soft</em></p>")]
    [InlineData("**loud**", "<p><strong>loud</strong></p>")]
    [InlineData("~~gone~~", "<p><del>gone</del></p>")]
    [InlineData("a ~tilde~ stays", "<p>a ~tilde~ stays</p>")]
    [InlineData("`x < y`", "<p><code>x &lt; y</code></p>")]
    [InlineData("snake_case_name", "<p>snake_case_name</p>")]
    [InlineData("2 * 3 * 4", "<p>2 * 3 * 4</p>")]
    [InlineData(@"\*as typed\*", "<p>*as typed*</p>")]
    public void Words_are_emphasised(string source, string html) => Assert.Equal(html, Markup.ToHtml(source));

    [Theory]
    [InlineData("**안녕**하세요", "<p><strong>안녕</strong>하세요</p>")]
    [InlineData("**(안녕)**은", "<p><strong>(안녕)</strong>은</p>")]
    [InlineData("**“안녕”**이라고", "<p><strong>“안녕”</strong>이라고</p>")]
    [InlineData("이것은 **중요!**합니다", "<p>이것은 <strong>중요!</strong>합니다</p>")]
    [InlineData("*(안녕)*은", "<p><em>(안녕)</em>은</p>")]
    [InlineData("~~(취소)~~는", "<p><del>(취소)</del>는</p>")]
    [InlineData("네~~ 알겠어요~~", "<p>네~~ 알겠어요~~</p>")]
    public void Particles_may_follow_emphasis(string source, string html) => Assert.Equal(html, Markup.ToHtml(source));

    [Theory]
    [InlineData(">_<")]
    [InlineData(">.<")]
    [InlineData(">ㅁ<")]
    [InlineData("2026. 11. 20. 회의")]
    [InlineData("11. 20. 회의")]
    [InlineData("1986. A great year")]
    public void Faces_and_dates_stay_as_they_were_typed(string source)
    {
        var message = Html.Read(source);
        Assert.Equal(source, message.TextContent);
        Assert.Equal("P", Assert.Single(message.Children).TagName);
    }

    [Fact]
    public void Lines_break_where_they_were_broken() =>
        Assert.Equal("<p>one<br>\ntwo</p>\n<p>three</p>", Markup.ToHtml("one\r\ntwo\r\n\r\nthree"));

    [Fact]
    public void A_list_has_items_within_items() => Assert.Equal(
        "<ul>\n<li>milk\n<ul>\n<li>oat</li>\n</ul>\n</li>\n<li>tea</li>\n</ul>",
        Markup.ToHtml("- milk\n  - oat\n- tea"));

    [Fact]
    public void A_numbered_list_keeps_its_first_number() => Assert.Equal(
        "<ol start=\"7\">\n<li>seven</li>\n<li>eight</li>\n</ol>",
        Markup.ToHtml("7. seven\n8. eight"));

    [Fact]
    public void A_quote_may_hold_a_quote() => Assert.Equal(
        "<blockquote>\n<p>he said</p>\n<blockquote>\n<p>she said</p>\n</blockquote>\n</blockquote>",
        Markup.ToHtml("> he said\n>> she said"));

    [Theory]
    [InlineData("```csharp\nvar a = 1 < 2;\n```", "<pre><code class=\"language-csharp\">var a = 1 &lt; 2;\n</code></pre>")]
    [InlineData("```C#\nx\n```", "<pre><code class=\"language-c#\">x\n</code></pre>")]
    [InlineData("~~~objective-c++ title=x\nx\n~~~", "<pre><code class=\"language-objective-c++\">x\n</code></pre>")]
    [InlineData("```\"><script>\nx\n```", "<pre><code>x\n</code></pre>")]
    [InlineData("```파이썬\nx\n```", "<pre><code>x\n</code></pre>")]
    [InlineData("    **typed** _so_", "<pre><code>**typed** _so_\n</code></pre>")]
    public void Code_stays_as_it_is_and_names_its_language(string source, string html) =>
        Assert.Equal(html, Markup.ToHtml(source));

    [Theory]
    [InlineData("# News", "<p><strong>News</strong></p>")]
    [InlineData("###### Small *news*", "<p><strong>Small <em>news</em></strong></p>")]
    [InlineData("#general", "<p>#general</p>")]
    [InlineData("News\n====", "<p>News<br>\n====</p>")]
    [InlineData("News\n---", "<p>News<br>\n---</p>")]
    public void A_heading_is_only_a_strong_line(string source, string html) => Assert.Equal(html, Markup.ToHtml(source));

    [Fact]
    public void A_table_has_a_head_and_rows() => Assert.Equal(
        "<table>\n<thead>\n<tr><th>who</th><th>what</th></tr>\n</thead>\n"
        + "<tbody>\n<tr><td>Ann</td><td><strong>tea</strong></td></tr>\n<tr><td>Bob</td><td></td></tr>\n</tbody>\n</table>",
        Markup.ToHtml("| who | what |\n|:----|-----:|\n| Ann | **tea** |\n| Bob |"));

    [Fact]
    public void A_rule_is_drawn() => Assert.Equal("<p>a</p>\n<hr>\n<p>b</p>", Markup.ToHtml("a\n\n---\n\nb"));

    [Theory]
    [InlineData("<b onclick=\"alert(1)\">hi</b>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<!-- hidden -->")]
    [InlineData("a <br> b")]
    [InlineData("&lt;b&gt; &nbsp; &#106; &amp;amp;")]
    public void Html_and_entities_are_words_like_others(string source) => Assert.Equal(source, Html.Words(source));

    [Theory]
    [InlineData("[ann]: https://example.com")]
    [InlineData("[ann]")]
    [InlineData("[ann][bob]\n\n[bob]: /rooms/42")]
    public void Nothing_is_defined_out_of_sight(string source)
    {
        var message = Html.Read(source);
        Assert.StartsWith("[ann]", message.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(message.QuerySelectorAll("a"), link => link.TextContent is "ann");
    }

    [Theory]
    [InlineData(">")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData("#")]
    [InlineData("1.")]
    [InlineData("> >")]
    [InlineData("```")]
    [InlineData("**")]
    [InlineData("[]()")]
    [InlineData("|")]
    public void A_message_of_signs_shows_its_signs(string source) => Assert.Equal(source, Html.Words(source));

    [Fact]
    public void A_paragraph_too_costly_to_read_is_shown_as_typed_and_its_neighbours_are_not()
    {
        var costly = string.Concat(Enumerable.Repeat("[a](", 20_000));
        var message = Html.Read($"**before**\n\n{costly}\n\n```\ncode\n```");

        Assert.Equal("P P PRE", string.Join(' ', message.Children.Select(child => child.TagName)));
        Assert.Equal("before", message.QuerySelector("strong")?.TextContent);
        Assert.Equal(costly, message.Children[1].TextContent);
    }

    [Fact]
    public void Long_code_stays_code()
    {
        var code = string.Concat(Enumerable.Repeat("a[i] = *b ** c_d[~e];\n", 4_000));
        Assert.Equal(code, Html.Read($"```c\n{code}```").QuerySelector("pre > code.language-c")?.TextContent);
    }

    [Fact]
    public void Quotes_nest_eight_times() =>
        Assert.Equal(8, Html.Read(new string('>', 40) + " deep").QuerySelectorAll("blockquote").Length);
}
