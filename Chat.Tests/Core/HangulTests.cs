using Chat.Core;

namespace Chat.Tests.Core;

public sealed class HangulTests
{
    [Theory]
    [InlineData("ㄱㅎ", "기획")]
    [InlineData("ㄱㅎ", "신규 기획 회의")]
    [InlineData("ㄳ", "검색")] // ㄱㅅ, as keyboards put it together
    [InlineData("기", "기획")]
    [InlineData("깋", "기획")] // on the way from 기 to 획
    [InlineData("기ㅎ", "기획")]
    [InlineData("회", "회의")]
    [InlineData("획", "기획")]
    [InlineData("값", "갑사")]
    [InlineData("김ㅈ", "김지훈")]
    public void A_name_is_found_by_what_is_typed_of_it_so_far(string typed, string name) => Assert.True(Hangul.Read(typed)!.IndexIn(name) >= 0);

    [Theory]
    [InlineData("ㄱㅎ", "회의")]
    [InlineData("기", "가획")]
    [InlineData("깋", "기다")]
    [InlineData("획의", "회의")]
    public void Another_name_is_not(string typed, string name) => Assert.Equal(-1, Hangul.Read(typed)!.IndexIn(name));

    [Theory]
    [InlineData("ann")]
    [InlineData("")]
    [InlineData("기획 a")]
    public void Without_anything_unfinished_a_plain_comparison_will_do(string typed) => Assert.Null(Hangul.Read(typed));

    [Fact]
    public void The_same_as_a_pattern() => Assert.Equal(["*[가-깋][하-힣]*"], Hangul.Read("ㄱㅎ")!.Globs);

    [Fact]
    public void Signs_of_patterns_stand_for_themselves() => Assert.Equal(["*[*][?][[][가-깋]*"], Hangul.Read("*?[ㄱ")!.Globs);
}
