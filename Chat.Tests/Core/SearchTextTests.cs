using Chat.Core;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Tests.Core;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Hello  World\r\n again ", "hello world again")]
    [InlineData("ＦＵＬＬ ﬁne", "full fine")]
    [InlineData("회의\u200b 기록", "회의 기록")]
    [InlineData("Ärger ÄRGER", "ärger ärger")]
    [InlineData("Москва́ ΣΊΣΥΦΟΣ", "москва́ σίσυφοσ")]
    [InlineData("👩‍👩‍👧 x", "👩👩👧 x")]
    [InlineData("", "")]
    public void Text_is_compared_without_case_width_and_what_cannot_be_seen(string text, string folded) => Assert.Equal(folded, SearchText.Fold(text));

    [Fact]
    public void Letters_that_are_typed_alone_stay_alone() => Assert.Contains(SearchText.Fold("ㅎ"), SearchText.Fold("ㅎㅏㅎㅏ"), StringComparison.Ordinal);

    [Fact]
    public void A_text_is_known_by_its_pairs_and_the_ends_of_its_words() =>
        Assert.Equal(["회의", "의록", "록", "ok"], SearchText.Tokens("회의록 ok a ok"));

    [Fact]
    public void Whatever_stands_in_a_message_has_all_of_its_pairs_there() => Prop.ForAll(
        Words.Generator.Two().ToArbitrary(),
        pair => SearchText.Pairs(SearchText.Fold(pair.Item1))
            .All(SearchText.Tokens(SearchText.Fold(pair.Item2 + pair.Item1 + pair.Item2)).Contains)).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_can_be_folded_and_cut_out_around_a_word() => Prop.ForAll(ArbMap.Default.ArbFor<string>().Generator.Two().ToArbitrary(), pair =>
    {
        var body = pair.Item1 ?? "";
        var folded = SearchText.Fold(pair.Item2);
        var pieces = Snippet.Of(body, folded.Length == 0 ? [] : [folded]);
        return pieces.Sum(piece => piece.Text.Length) <= body.Length + 2;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_snippet_shows_the_words_as_they_were_typed()
    {
        var pieces = Snippet.Of($"{new string('x', 100)} Der ÄRGER mit den\nＷＩＤＥ words", ["ärger", "wide"]);

        Assert.Equal(["ÄRGER", "ＷＩＤＥ"], pieces.Where(piece => piece.IsHit).Select(piece => piece.Text));
        Assert.Equal("…", pieces[0].Text);
        Assert.Equal(" mit den ", pieces[3].Text);
    }
}

internal static class Words
{
    /// <summary>Of letters that stand alone, of several scripts.</summary>
    public static Gen<string> Generator { get; } =
        Gen.Elements("abcXYZ019회의록기획ひらカ漢字éЖ!\"*-".ToCharArray()).NonEmptyListOf().Select(letters => string.Concat(letters));
}
