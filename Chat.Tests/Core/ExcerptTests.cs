using Chat.Core;

namespace Chat.Tests.Core;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("two\nlines", "two lines")]
    [InlineData("**bo**ld and `co`de", "bold and code")]
    [InlineData("# Title\n\ntext", "Title text")]
    [InlineData("- one\n- two", "one two")]
    [InlineData("a < b & c", "a < b & c")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("[이름](https://example.org)", "이름")]
    [InlineData("---", "")]
    public void A_message_becomes_one_line_of_plain_text(string source, string expected) =>
        Assert.Equal(expected, Excerpt.Of(Markup.ToHtml(source)));

    [Fact]
    public void It_is_short_and_never_ends_in_half_a_letter()
    {
        var excerpt = Excerpt.Of(Markup.ToHtml(new string('x', Excerpt.MaxLength - 1) + string.Concat(Enumerable.Repeat("😀", 20_000))));

        Assert.Equal(new string('x', Excerpt.MaxLength - 1) + "…", excerpt);
    }
}
