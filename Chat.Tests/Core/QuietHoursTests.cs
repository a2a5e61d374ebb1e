using System.Globalization;
using Chat.Core;

namespace Chat.Tests.Core;

public sealed class QuietHoursTests
{
    [Theory]
    // Within a day.
    [InlineData(9, 17, "2026-07-01T08:59:59Z", false)]
    [InlineData(9, 17, "2026-07-01T09:00:00Z", true)]
    [InlineData(9, 17, "2026-07-01T16:59:59Z", true)]
    [InlineData(9, 17, "2026-07-01T17:00:00Z", false)]
    // Over midnight.
    [InlineData(22, 7, "2026-07-01T21:59:59Z", false)]
    [InlineData(22, 7, "2026-07-01T22:00:00Z", true)]
    [InlineData(22, 7, "2026-07-02T00:00:00Z", true)]
    [InlineData(22, 7, "2026-07-02T06:59:59Z", true)]
    [InlineData(22, 7, "2026-07-02T07:00:00Z", false)]
    // Never.
    [InlineData(null, null, "2026-07-01T03:00:00Z", false)]
    [InlineData(22, null, "2026-07-01T23:00:00Z", false)]
    [InlineData(9, 9, "2026-07-01T09:00:00Z", false)]
    public void Hours_begin_with_their_first_minute_and_end_before_the_last(int? from, int? until, string now, bool isQuiet) =>
        Assert.Equal(isQuiet, Cover(from, until, "UTC", now));

    [Theory]
    [InlineData("Asia/Seoul", "2026-07-01T13:00:00Z", true)]
    [InlineData("Asia/Seoul", "2026-07-01T12:59:00Z", false)]
    [InlineData("Asia/Seoul", "2026-07-01T22:00:00Z", false)]
    [InlineData("America/New_York", "2026-07-02T02:00:00Z", true)]
    [InlineData("America/New_York", "2026-07-02T01:59:00Z", false)]
    [InlineData("Asia/Kathmandu", "2026-07-01T16:15:00Z", true)]
    [InlineData("Asia/Kathmandu", "2026-07-01T16:14:00Z", false)]
    public void They_are_those_of_the_persons_zone(string zone, string now, bool isQuiet) => Assert.Equal(isQuiet, Cover(22, 7, zone, now));

    [Theory]
    // Clocks went from 2:00 to 3:00 at 1:00Z on 29 March 2026, and from 3:00 to 2:00 at 1:00Z on 25 October.
    [InlineData(22, 7, "2026-03-29T04:59:00Z", true)]
    [InlineData(22, 7, "2026-03-29T05:00:00Z", false)]
    [InlineData(22, 7, "2026-10-25T05:59:00Z", true)]
    [InlineData(22, 7, "2026-10-25T06:00:00Z", false)]
    // An hour that comes twice is quiet twice; one that is skipped is over at once.
    [InlineData(2, 3, "2026-10-25T00:30:00Z", true)]
    [InlineData(2, 3, "2026-10-25T01:30:00Z", true)]
    [InlineData(2, 3, "2026-10-25T02:00:00Z", false)]
    [InlineData(2, 3, "2026-03-29T00:59:00Z", false)]
    [InlineData(2, 3, "2026-03-29T01:00:00Z", false)]
    public void The_clock_on_the_wall_decides_when_clocks_change(int from, int until, string now, bool isQuiet) =>
        Assert.Equal(isQuiet, Cover(from, until, "Europe/Berlin", now));

    private static bool Cover(int? from, int? until, string zone, string now) => QuietHours.Cover(
        from * 60, until * 60, TimeZoneInfo.FindSystemTimeZoneById(zone), DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
}
