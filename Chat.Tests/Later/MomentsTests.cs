using System.Globalization;
using Chat.Later;

namespace Chat.Tests.Later;

public sealed class MomentsTests
{
    [Theory]
    [InlineData("20m", "2026-11-22 10:20")]
    [InlineData("1h", "2026-11-22 11:00")]
    [InlineData("3h", "2026-11-22 13:00")]
    [InlineData("tomorrow", "2026-11-23 08:00")] // nine in Berlin
    [InlineData("monday", "2026-11-23 08:00")]
    public void A_word_is_a_time_in_the_readers_zone(string choice, string expected) =>
        Assert.Equal(Utc(expected), Read(choice, null, "2026-11-22 10:00", "Europe/Berlin"));

    [Fact]
    public void Tomorrow_begins_at_the_readers_midnight() =>
        Assert.Equal(Utc("2026-11-24 00:00"), Read("tomorrow", null, "2026-11-22 16:00", "Asia/Seoul"));

    [Fact]
    public void On_a_Monday_the_next_one_is_in_a_week() =>
        Assert.Equal(Utc("2026-11-30 09:00"), Read("monday", null, "2026-11-23 06:00", "UTC"));

    [Fact]
    public void Nine_is_nine_on_both_sides_of_a_change_of_the_clocks()
    {
        Assert.Equal(Utc("2026-10-24 07:00"), Read("tomorrow", null, "2026-10-23 12:00", "Europe/Berlin"));
        Assert.Equal(Utc("2026-10-25 08:00"), Read("tomorrow", null, "2026-10-24 12:00", "Europe/Berlin"));
    }

    [Fact]
    public void A_time_that_the_clocks_skip_comes_as_long_after_the_skip() =>
        Assert.Equal(Utc("2026-03-29 01:30"), Read("at", "2026-03-29T02:30", "2026-03-01 00:00", "Europe/Berlin"));

    [Fact]
    public void Of_a_time_that_comes_twice_the_first_is_meant() =>
        Assert.Equal(Utc("2026-10-25 00:30"), Read("at", "2026-10-25T02:30", "2026-10-01 00:00", "Europe/Berlin"));

    [Theory]
    [InlineData("at", "2026-11-22T09:59", MomentOutcome.Ok)]
    [InlineData("at", "2026-11-22T09:57", MomentOutcome.Past)]
    [InlineData("at", "2027-11-22T10:00", MomentOutcome.Ok)]
    [InlineData("at", "2027-11-24T10:00", MomentOutcome.TooFar)]
    [InlineData("at", "9999-12-31T23:59", MomentOutcome.TooFar)]
    [InlineData("at", "0001-01-01T00:00", MomentOutcome.Past)]
    [InlineData("at", "2026-02-30T10:00", MomentOutcome.None)]
    [InlineData("at", "", MomentOutcome.None)]
    [InlineData("never", null, MomentOutcome.None)]
    [InlineData(null, null, MomentOutcome.None)]
    public void It_lies_ahead_and_not_farther_than_a_year(string? choice, string? at, MomentOutcome expected) =>
        Assert.Equal(expected, Moments.Read(choice, at, Utc("2026-11-22 10:00"), TimeZoneInfo.Utc, out _));

    private static DateTimeOffset Read(string choice, string? at, string now, string zone)
    {
        Assert.Equal(MomentOutcome.Ok, Moments.Read(choice, at, Utc(now), TimeZoneInfo.FindSystemTimeZoneById(zone), out var moment));
        return moment;
    }

    private static DateTimeOffset Utc(string time) =>
        DateTimeOffset.ParseExact(time, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
