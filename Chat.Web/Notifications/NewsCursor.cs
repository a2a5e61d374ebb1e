using System.Globalization;

namespace Chat.Notifications;

/// <summary>How far a room's log has been told of.</summary>
/// <param name="Rev">The room's revision up to which it has.</param>
/// <param name="Since">What was posted before is no news, however often it is edited.</param>
/// <param name="Rest">Until then nobody is told but who is called.</param>
internal readonly record struct NewsCursor(long Rev, DateTimeOffset Since, DateTimeOffset Rest)
{
    public static NewsCursor Parse(string payload) =>
        payload.Split(':') is [var rev, var since, var rest]
            ? new NewsCursor(Number(rev), Moment(since), Moment(rest))
            : throw new FormatException("It is no cursor of news.");

    private static long Number(string part) => long.Parse(part, CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(string part) => DateTimeOffset.FromUnixTimeMilliseconds(Number(part));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Rev}:{Since.ToUnixTimeMilliseconds()}:{Rest.ToUnixTimeMilliseconds()}");
}
