using Chat.Core;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Tests.Core;

public sealed class SearchQueryTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void Words_phrases_and_filters_are_told_apart()
    {
        var query = Parse("""Deploy "Friday  night" from:@Ann IN:"Reading club" has:link 회의""");

        Assert.Equal(["deploy", "friday night", "회의"], query.Words);
        Assert.Equal(["@ann"], query.From);
        Assert.Equal(["reading club"], query.In);
        Assert.Equal([Having.Link], query.Has);
    }

    [Theory]
    [InlineData("AND \"", "and", "\"")]
    [InlineData("from: has:nothing before:soon", "from:", "has:nothing", "before:soon")]
    [InlineData("\"\" NEAR(a* ^b)", "\"\"", "near(a*", "^b)")]
    [InlineData("https://example.org on:2026-02-30", "https://example.org", "on:2026-02-30")]
    [InlineData("after:9999-12-31", "after:9999-12-31")]
    public void What_is_no_filter_is_text(string typed, params string[] words) => Assert.Equal(words, Parse(typed).Words);

    [Theory]
    [InlineData("before:2026-11-20", null, "2026-11-20")]
    [InlineData("after:2026-11-20", "2026-11-21", null)]
    [InlineData("after:2026-10", "2026-11-01", null)]
    [InlineData("on:2026", "2026-01-01", "2027-01-01")]
    [InlineData("on:2026.11.5", "2026-11-05", "2026-11-06")]
    [InlineData("on:today", "2026-11-22", "2026-11-23")]
    [InlineData("on:어제", "2026-11-21", "2026-11-22")]
    [InlineData("after:2026-01-01 after:2026-02-01 before:2026-04-01 before:2026-03-01", "2026-02-02", "2026-03-01")]
    public void Days_months_and_years_bound_the_search(string typed, string? first, string? end) =>
        Assert.Equal((Day(first), Day(end)), Parse(typed).Days);

    [Fact]
    public void A_filter_can_be_taken_away()
    {
        var query = Parse("plan from:ann \"two words\"");

        Assert.Equal("plan \"two words\"", query.Without(query.Parts[1]));
    }

    [Fact]
    public void Any_input_is_read() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), typed =>
    {
        var query = Parse(typed);
        return query.Words.All(word => word.Length > 0) && query.Parts.All(part => query.Without(part).Length < SearchQuery.MaxLength * 2);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_mixture_of_its_own_signs_is_read()
    {
        var signs = Gen.Elements("\"", "“", "from:", "in:\"", "has:", "on:2026-", " ", "a", "회", "9999", ":", "\ud83d", "\u0000", "*").ListOf();

        Prop.ForAll(signs.ToArbitrary(), typed => Parse(string.Concat(typed)).Words.All(word => word.Length > 0)).QuickCheckThrowOnFailure();
    }

    private static SearchQuery Parse(string? typed) => SearchQuery.Parse(typed, Today);

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
