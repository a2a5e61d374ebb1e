namespace Chat.E2E.Push;

/// <summary>The system's Firefox: the one browser here that subscribes, decrypts and shows with nothing put in anything's place.</summary>
internal static class Firefox
{
    // Steered as it comes, by WebDriver BiDi: other Firefoxes that Playwright knows are patched.
    private const string Channel = "moz-firefox";

    private static readonly string Program = Environment.GetEnvironmentVariable("FIREFOX") ?? "/usr/bin/firefox-esr";

    public static Task<Browser> StartAsync(Autopush service, Desktop desktop) => File.Exists(Program)
        ? Browser.StartAsync(driver => driver.Firefox.LaunchAsync(new()
        {
            Channel = Channel,
            ExecutablePath = Program,
            Headless = true,
            FirefoxUserPrefs = Preferences(service),
            Env = desktop.Environment,
        }))
        : throw new FileNotFoundException($"There is no Firefox at {Program}. Install it (Debian: apt-get install firefox-esr), or set FIREFOX to where it is.");

    private static Dictionary<string, object> Preferences(Autopush service) => new()
    {
        ["dom.push.serverURL"] = service.Socket.ToString(),
        ["dom.push.testing.allowInsecureServerURL"] = true,
        ["dom.push.connection.enabled"] = true,
        // Asked whether it may, somebody has said yes.
        ["permissions.default.desktop-notification"] = 1,
    };
}
