using Chat.Core;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Tests.Core;

public sealed class KeywordsTests
{
    [Theory]
    [InlineData("deploy", "We deploy today.")]
    [InlineData("deploy", "DEPLOY!")]
    [InlineData("Deploy", "(deploy)")]
    [InlineData("deploy", "**deploy**")]
    [InlineData("on call", "Who is  on\ncall?")]
    [InlineData("c++", "I like C++.")]
    [InlineData("#42", "see #42")]
    [InlineData("배포", "배포")]
    [InlineData("배포", "오늘 배포는 언제?")]
    [InlineData("배포", "배포를 시작합니다")]
    [InlineData("배포", "배포에서는 문제가 없어요")]
    [InlineData("배포", "배포까지도")]
    [InlineData("배포", "배포했어요")]
    [InlineData("배포", "배포됩니다")]
    [InlineData("배포", "배포🚀")]
    [InlineData("deploy", "deploy는 내일")]
    [InlineData("앤", "앤님이 왔어요")]
    [InlineData("部署", "今天部署完成")]
    [InlineData("リリース", "今日のリリースです")]
    [InlineData("배포", "\u1107\u1162\u1111\u1169\u1102\u1173\u11ab")]
    public void A_word_is_heard(string keyword, string text) => Assert.True(Hears(keyword, text));

    [Theory]
    [InlineData("deploy", "deployment")]
    [InlineData("deploy", "redeploy")]
    [InlineData("deploy", "deploy_key")]
    [InlineData("42", "1427")]
    [InlineData("배포", "재배포는 안 됩니다")]
    [InlineData("배포", "배포관리자")]
    [InlineData("배포", "배표")]
    [InlineData("앤", "앤트")]
    public void A_part_of_another_word_is_not(string keyword, string text) => Assert.False(Hears(keyword, text));

    [Fact]
    public void Each_of_several_is_heard_and_empty_lines_are_none()
    {
        var keywords = Keywords.Of("deploy\n\n  \nrelease");

        Assert.True(keywords.AreIn(Keywords.Folded("a release")));
        Assert.False(keywords.AreIn(Keywords.Folded("nothing of both")));
        Assert.True(Keywords.Of(" \n").IsEmpty);
    }

    [Fact]
    public void What_stands_far_down_in_a_long_message_is_not_looked_for() =>
        Assert.False(Hears("deploy", new string('a', Keywords.MaxText) + " deploy"));

    [Fact]
    public void No_text_breaks_it() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), (words, text) => Hears(words ?? "", text ?? "") || true)
        .QuickCheckThrowOnFailure();

    private static bool Hears(string keywords, string text) => Keywords.Of(keywords).AreIn(Keywords.Folded(text));
}
