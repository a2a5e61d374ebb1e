using Chat.Core;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chat.Tests.Core;

public class MessageTextTests
{
    [Fact]
    public void A_message_keeps_its_words() => Assert.Equal(new MessageText.Ok("hello\tthere\n\n안녕 😀"), MessageText.Read("hello\tthere\n\n안녕 😀"));

    [Theory]
    [InlineData("one\r\ntwo", "one\ntwo")]
    [InlineData("one\rtwo", "one\ntwo")]
    [InlineData("one\n\r\ntwo", "one\n\ntwo")]
    public void A_line_ends_the_same_on_every_system(string source, string text) => Assert.Equal(new MessageText.Ok(text), MessageText.Read(source));

    [Theory]
    [InlineData("hello  \n\n ", "hello")]
    [InlineData("\n \r\n\t\nhello", "hello")]
    [InlineData("    code", "    code")]
    [InlineData("\n\n    code\n", "    code")]
    [InlineData("hello\u3000", "hello")]
    public void Space_around_a_message_is_dropped_but_not_before_its_first_word(string source, string text) =>
        Assert.Equal(new MessageText.Ok(text), MessageText.Read(source));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n\u00a0\u3000")]
    [InlineData("\u200b")]
    [InlineData("\ufeff")]
    [InlineData("\u00ad\u2060\u200d")]
    [InlineData("\u3164")]
    [InlineData("\u115f\u1160\uffa0")]
    [InlineData("\u2800")]
    [InlineData("\ufe0f")]
    [InlineData("\U000e0041")]
    public void What_nobody_can_see_is_no_message(string? source) => Assert.IsType<MessageText.Empty>(MessageText.Read(source));

    [Theory]
    [InlineData("a\0b")]
    [InlineData("\u0001")]
    [InlineData("\u001b[31mred")]
    [InlineData("bell\u0007")]
    [InlineData("\ufffe")]
    public void What_cannot_be_printed_is_no_message(string source) => Assert.IsType<MessageText.Unprintable>(MessageText.Read(source));

    [Fact]
    public void Half_an_emoji_is_no_message() => Assert.All(["half \ud83d", "\ude00 half", "\ude00\ud83d"], source =>
        Assert.IsType<MessageText.Unprintable>(MessageText.Read(source)));

    [Fact]
    public void A_message_may_have_a_hundred_thousand_characters_and_no_more()
    {
        Assert.IsType<MessageText.Ok>(MessageText.Read(new string('가', 100_000)));
        Assert.IsType<MessageText.TooLong>(MessageText.Read(new string('가', 100_001)));
    }

    [Fact]
    public void The_line_ends_of_a_form_cost_nothing()
    {
        var lines = string.Concat(Enumerable.Repeat("a\r\n", 50_000));
        Assert.IsType<MessageText.Ok>(MessageText.Read(lines));
    }

    [Theory]
    [InlineData(2_000, 1, false)]
    [InlineData(2_001, 1, true)]
    [InlineData(1, 30, false)]
    [InlineData(1, 31, true)]
    public void A_message_is_long_over_two_thousand_characters_or_thirty_lines(int characters, int lines, bool folded) =>
        Assert.Equal(folded, MessageText.IsLong(string.Join('\n', Enumerable.Repeat(new string('a', characters), lines))));

    [Fact]
    public void What_was_read_once_reads_the_same_again() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), source =>
        MessageText.Read(source) is not MessageText.Ok(var text) || MessageText.Read(text).Equals(new MessageText.Ok(text)))
        .QuickCheckThrowOnFailure();
}
