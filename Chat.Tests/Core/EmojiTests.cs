using Chat.Core;

namespace Chat.Tests.Core;

public class EmojiTests
{
    [Theory]
    [InlineData("🌴")]
    [InlineData("❤️")]
    [InlineData("❤")]
    [InlineData("👍🏽")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("🧑🏻‍❤️‍💋‍🧑🏿")]
    [InlineData("🏴‍☠️")]
    [InlineData("🇰🇷")]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿")]
    [InlineData("1️⃣")]
    [InlineData("#️⃣")]
    [InlineData("◾")]
    [InlineData("‼️")]
    [InlineData("㊗️")]
    public void One_picture_is_an_emoji(string text) => Assert.True(Emoji.IsOne(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a")]
    [InlineData("한")]
    [InlineData("1")]
    [InlineData("#")]
    [InlineData("+")]
    [InlineData("<")]
    [InlineData(":)")]
    [InlineData("🌴🌴")]
    [InlineData("🌴 ")]
    [InlineData("🇰🇷🇰🇷")]
    [InlineData("a\ufe0f")]
    [InlineData("\ufe0f")]
    [InlineData("\u200d")]
    [InlineData("\ud83c")]
    [InlineData("🌴\u0301")]
    [InlineData("🌴\u202e")]
    public void Anything_else_is_not(string? text) => Assert.False(Emoji.IsOne(text));

    [Fact]
    public void A_picture_that_goes_on_and_on_is_not_either() =>
        Assert.False(Emoji.IsOne(string.Join('\u200d', Enumerable.Repeat("👨", 30))));
}
