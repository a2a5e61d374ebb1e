namespace Chat.Accounts;

/// <summary>
/// What a browser's words about itself say of it. They are no proof of anything, and browsers pretend to be each other:
/// each names those it wants to be taken for, so the more particular name counts.
/// </summary>
/// <param name="Browser">Null if unknown.</param>
/// <param name="System">Null if unknown.</param>
public sealed record Device(string? Browser, string? System)
{
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Whale/", "Whale"),
        ("Vivaldi/", "Vivaldi"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Macintosh", "macOS"),
        ("Linux", "Linux"),
    ];

    public static Device Of(string userAgent) => new(First(Browsers, userAgent), First(Systems, userAgent));

    private static string? First((string Sign, string Name)[] known, string userAgent) =>
        Array.Find(known, each => userAgent.Contains(each.Sign, StringComparison.Ordinal)).Name;
}
