using System.Text;
using Chat.Core;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chat.Tests.Core;

public class NamesTests
{
    [Theory]
    [InlineData("Ｌｏｂｂｙ", "lobby")]
    [InlineData("LOBBY", "lobby")]
    [InlineData("  The \t Lobby\u3000", "the lobby")]
    [InlineData("lob\u200bby", "lobby")]
    [InlineData("lob\u00adby\u3164", "lobby")]
    [InlineData("cafe\u0301", "café")]
    [InlineData("ﬁle", "file")]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글")]
    [InlineData("①", "1")]
    public void Names_that_look_alike_are_the_same_name(string one, string other) => Assert.Equal(Names.Fold(other), Names.Fold(one));

    [Theory]
    [InlineData("lobby", "lobbies")]
    [InlineData("the lobby", "thelobby")]
    [InlineData("안녕", "안영")]
    [InlineData("masse", "maße")]
    public void Names_that_differ_stay_apart(string one, string other) =>
        Assert.NotEqual(Names.Fold(other), Names.Fold(one), StringComparer.Ordinal);

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    [InlineData("ko-KR")]
    public void The_language_of_the_server_does_not_matter(string culture)
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new(culture);
        try
        {
            Assert.Equal("igi", Names.Fold("IGI"));
            Assert.Equal("I", Names.Initials("igi"));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_key_is_its_own_key() => Prop.ForAll(AnyText(), text => Names.Fold(Names.Fold(text)) == Names.Fold(text))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void A_tidy_name_is_tidy_and_has_the_same_key() => Prop.ForAll(AnyText(), text =>
        Names.Tidy(Names.Tidy(text)) == Names.Tidy(text) && Names.Fold(Names.Tidy(text)) == Names.Fold(text))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void Every_name_has_an_outcome_and_an_initial() => Prop.ForAll(AnyText(), text =>
        Enum.IsDefined(Names.Check(text)) && Enum.IsDefined(Names.CheckHandle(text)) && Names.Initials(text).Length > 0)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_name_is_shown_composed_and_with_single_spaces() => Assert.Equal("Café Lobby", Names.Tidy("  Cafe\u0301 \n Lobby "));

    [Theory]
    [InlineData("Lobby")]
    [InlineData("회의실 2")]
    [InlineData("👩‍👩‍👧 family")]
    [InlineData("#!?")]
    [InlineData("غرفة")]
    [InlineData(" padded\n")]
    public void A_room_may_be_called(string name) => Assert.Equal(NameOutcome.Ok, Names.Check(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\n\u3000")]
    [InlineData("\u200b\u3164\u2800")]
    public void A_name_shows_something(string? name) => Assert.Equal(NameOutcome.Empty, Names.Check(name));

    [Theory]
    [InlineData("a\0")]
    [InlineData("a\u0007b")]
    [InlineData("a\u009fb")]
    [InlineData("\u202egnp.exe")]
    [InlineData("a\u202a")]
    [InlineData("\u2066a\u2069")]
    public void A_name_turns_nothing_around(string name) => Assert.Equal(NameOutcome.Unprintable, Names.Check(name));

    [Fact]
    public void Half_an_emoji_is_no_part_of_a_name()
    {
        Assert.Equal(NameOutcome.Unprintable, Names.Check("a\ud83d"));
        Assert.Equal(HandleOutcome.BadCharacter, Names.CheckHandle("ann\ud83d"));
        Assert.Equal(HandleOutcome.BadStart, Names.CheckHandle("\ud83dann"));
    }

    [Fact]
    public void A_name_has_up_to_eighty_characters()
    {
        Assert.Equal(NameOutcome.Ok, Names.Check(" " + new string('가', 80) + " "));
        Assert.Equal(NameOutcome.TooLong, Names.Check(new string('가', 81)));
    }

    [Theory]
    [InlineData("ann", HandleOutcome.Ok)]
    [InlineData("Ann.B_c-9", HandleOutcome.Ok)]
    [InlineData("7even", HandleOutcome.Ok)]
    [InlineData("김철수", HandleOutcome.Ok)]
    [InlineData("हिन्दी", HandleOutcome.Ok)]
    [InlineData("𐐀𐐁", HandleOutcome.Ok)]
    [InlineData(null, HandleOutcome.TooShort)]
    [InlineData("a", HandleOutcome.TooShort)]
    [InlineData("abcdefghijklmnopqrstuvwxyz123456", HandleOutcome.Ok)]
    [InlineData("abcdefghijklmnopqrstuvwxyz1234567", HandleOutcome.TooLong)]
    [InlineData(".ann", HandleOutcome.BadStart)]
    [InlineData("-ann", HandleOutcome.BadStart)]
    [InlineData("\u3164\u3164", HandleOutcome.BadStart)]
    [InlineData("\u0301ann", HandleOutcome.BadStart)]
    [InlineData("ann b", HandleOutcome.BadCharacter)]
    [InlineData("ann@b", HandleOutcome.BadCharacter)]
    [InlineData("ann\u200b", HandleOutcome.BadCharacter)]
    [InlineData("ann\u115f", HandleOutcome.BadCharacter)]
    [InlineData("ann\ufe0f", HandleOutcome.BadCharacter)]
    [InlineData("ann\u202e", HandleOutcome.BadCharacter)]
    [InlineData("ann😀", HandleOutcome.BadCharacter)]
    public void A_handle_is_short_and_plain(string? handle, HandleOutcome outcome) => Assert.Equal(outcome, Names.CheckHandle(handle));

    [Theory]
    [InlineData("ann", "A")]
    [InlineData(" \u200b김철수", "김")]
    [InlineData("e\u0301mile", "É")]
    [InlineData("👩‍👩‍👧 family", "👩‍👩‍👧")]
    [InlineData("", "?")]
    [InlineData(null, "?")]
    public void An_avatar_shows_the_first_letter(string? name, string initials) => Assert.Equal(initials, Names.Initials(name));

    [Fact]
    public void Twelve_people_who_join_one_after_another_have_twelve_colours() =>
        Assert.Equal(12, Enumerable.Range(5, 12).Select(id => Names.Hue(id)).Distinct().Count());

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Every_id_has_a_colour(long id) => Assert.InRange(Names.Hue(id), 0, 11);

    /// <summary>Code points of all planes, halves of pairs included.</summary>
    private static Arbitrary<string> AnyText() => Gen.OneOf(
            Gen.Choose(0, 0x2FF).Select(Text),
            Gen.Choose(0x300, 0xFFFF).Select(Text),
            Gen.Choose(0x10000, 0x10FFFF).Select(Text),
            Gen.Elements(" ", "\u3164", "\u0345", "\u0130", "ς", "\u1e9e", "\u0301", "e", "I"))
        .ListOf()
        .Select(string.Concat)
        .ToArbitrary();

    private static string Text(int codePoint) => Rune.IsValid(codePoint) ? new Rune(codePoint).ToString() : ((char)codePoint).ToString();
}
