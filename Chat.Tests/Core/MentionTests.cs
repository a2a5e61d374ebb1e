using Chat.Core;

namespace Chat.Tests.Core;

/// <summary>Whom a message calls, for a room with Ann, Bob, 안철 and Ann Weber in it.</summary>
public sealed class MentionTests
{
    private static readonly Dictionary<string, Callee> People = new(StringComparer.Ordinal)
    {
        ["ann"] = new(1, "Ann <3"),
        ["bob"] = new(2, "Bob"),
        ["안철"] = new(3, "안철"),
        ["ann.weber"] = new(4, "Ann Weber"),
    };

    private static readonly Roll Room = new("Cid", People, MayCallAll: true);

    [Theory]
    [InlineData("@ann", 1)]
    [InlineData("hello @ann!", 1)]
    [InlineData("(@ann)", 1)]
    [InlineData("@ann.", 1)]
    [InlineData("@ann, and the rest", 1)]
    [InlineData("@ann님", 1)]
    [InlineData("@ann에게서", 1)]
    [InlineData("@안철님께", 3)]
    [InlineData("그리고@안철", 3)]
    [InlineData("@ann.weber", 4)]
    [InlineData("@ann.weber.", 4)]
    [InlineData("**@ann**", 1)]
    [InlineData("_@ann_", 1)]
    [InlineData("> @ann said so", 1)]
    [InlineData("a|b\n-|-\n@ann|2", 1)]
    [InlineData("[no link](javascript:x) @ann", 1)]
    public void One_is_called(string source, long person)
    {
        var rendering = Markup.Render(source, Room);

        Assert.Equal([person], rendering.Calls.People);
        Assert.Equal($"{person}", Html.Parse(rendering.Html).QuerySelector("a.mention")!.GetAttribute("data-person"));
        Assert.Equal($"/people/{person}", Html.Parse(rendering.Html).QuerySelector("a.mention")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("@annabel")]
    [InlineData("@an")]
    [InlineData("mail to bob@ann.example")]
    [InlineData("bob@ann")]
    [InlineData("@ann@social.example")]
    [InlineData("`@ann`")]
    [InlineData("```\n@ann\n```")]
    [InlineData("    @ann")]
    [InlineData("[@ann](https://example.com)")]
    [InlineData("https://example.com/@ann")]
    [InlineData("\\@ann")]
    [InlineData("@@ann")]
    [InlineData("@")]
    [InlineData("@ ann")]
    [InlineData("@nobody")]
    public void Nobody_is_called(string source)
    {
        var rendering = Markup.Render(source, Room);

        Assert.True(rendering.Calls.IsEmpty);
        Assert.Equal(Markup.ToHtml(source), rendering.Html);
    }

    [Fact]
    public void The_name_is_shown_and_nothing_of_it_is_html() =>
        Assert.Equal("<p>hi <a class=\"mention\" data-person=\"1\" href=\"/people/1\">@Ann &lt;3</a></p>", Markup.Render("hi @ann", Room).Html);

    [Theory]
    [InlineData("@room", true, false)]
    [InlineData("@here", false, true)]
    [InlineData("@Room에 알립니다, @HERE", true, true)]
    public void All_are_called_at_once(string source, bool room, bool here)
    {
        var calls = Markup.Render(source, Room).Calls;

        Assert.Equal((room, here), (calls.Room, calls.Here));
        Assert.True(Markup.Render(source, Room with { MayCallAll = false }).Calls.IsEmpty);
    }

    [Fact]
    public void Each_is_called_once_however_often_they_are_named() =>
        Assert.Equal([1, 2], Markup.Render("@ann @bob @ann님 @bob", Room).Calls.People.Order());

    [Fact]
    public void Every_spelling_that_may_be_a_name_is_asked_for() =>
        Assert.Equal(["ann님은", "ann님", "ann", "b.o-b_", "b.o-b"], Calls.SpellingsIn("@ann님은 x@y @b.o-b_"));

    [Fact]
    public void A_bomb_of_names_is_looked_at_no_further_than_a_message_needs()
    {
        var bomb = string.Concat(Enumerable.Range(0, 3_000).Select(n => $"@가나다라마바사아자차카타파하{n}가나다라마바사아 "));

        Assert.Equal(5_000, Calls.SpellingsIn(bomb).Count);
        Assert.True(Markup.Render(bomb, Room).Calls.IsEmpty);
    }

    [Theory]
    [InlineData("/me waves", "<p class=\"act\"><bdi>Cid</bdi> waves</p>")]
    [InlineData("/ME waves at @bob", "<p class=\"act\"><bdi>Cid</bdi> waves at <a class=\"mention\" data-person=\"2\" href=\"/people/2\">@Bob</a></p>")]
    [InlineData("/me - one", "<p class=\"act\"><bdi>Cid</bdi></p>\n<ul>\n<li>one</li>\n</ul>")]
    [InlineData("/shrug", "<p>¯\\_(ツ)_/¯</p>")]
    [InlineData("/shrug no *idea*", "<p>no <em>idea</em> ¯\\_(ツ)_/¯</p>")]
    [InlineData("//me waves", "<p>/me waves</p>")]
    [InlineData("/etc/hosts", "<p>/etc/hosts</p>")]
    [InlineData("// a comment", "<p>// a comment</p>")]
    [InlineData(" /me waves", "<p>/me waves</p>")]
    public void Commands_are_obeyed_when_they_are_rendered(string source, string html) => Assert.Equal(html, Markup.Render(source, Room).Html);

    [Theory]
    [InlineData("/dance", "dance")]
    [InlineData("/춤 추자", "춤")]
    public void An_unknown_command_is_no_message(string source, string name) =>
        Assert.Equal(new MessageText.UnknownCommand(name), MessageText.Read(source));

    [Theory]
    [InlineData("/me")]
    [InlineData("/me \u200b")]
    public void A_deed_needs_words(string source) => Assert.Equal(new MessageText.BareCommand("me"), MessageText.Read(source));

    [Theory]
    [InlineData("//dance")]
    [InlineData("/shrug")]
    [InlineData("/ alone")]
    [InlineData("/5 of us")]
    public void What_only_looks_like_a_command_is_a_message(string source) => Assert.Equal(new MessageText.Ok(source), MessageText.Read(source));

    [Theory]
    [InlineData("<p>one<br>\ntwo &amp; <em>three</em></p>", "one two & three")]
    [InlineData("<p>a long line of words</p>", "a long li…")]
    [InlineData("<p>12345678😀90</p>", "12345678…")]
    [InlineData("<p>cut off <a hre", "cut off")]
    public void An_excerpt_is_one_line_of_words(string html, string words) => Assert.Equal(words, Excerpt.Of(html, words.EndsWith('…') ? 9 : 20));
}
