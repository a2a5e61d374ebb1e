using Chat.Tests;

namespace Chat.E2E;

/// <summary>The system's browser, started once for a stage.</summary>
public sealed class Browser : IAsyncDisposable
{
    /// <summary>The one that people use.</summary>
    public static readonly string Whole = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    private const string Shell = "/usr/bin/chromium-headless-shell";

    /// <summary>The same engine without what surrounds it, in two thirds of the time; it keeps no pages for the way back.</summary>
    public static readonly string Light = Environment.GetEnvironmentVariable("CHROMIUM") is null && File.Exists(Shell) ? Shell : Whole;

    private static readonly string[] Flags =
    [
        "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
        // The sandbox needs a user who is not root, or namespaces that containers seldom give.
        "--no-sandbox",
    ];

    // As on everybody's desk, pages may be kept for the way back.
    private static readonly string[] NotOurFlags = ["--disable-back-forward-cache"];

    // Chromium asks no proxy for what is on its own machine, unless it is told so.
    private const string EvenLoopback = "<-loopback>";

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// <summary>Where pictures of pages are kept.</summary>
    public static string Artifacts { get; } = Path.Combine(Sources.Root, "artifacts");

    public static Task<Browser> StartAsync(string executable) => File.Exists(executable)
        ? StartAsync(driver => driver.Chromium.LaunchAsync(new() { ExecutablePath = executable, Headless = true, Args = Flags, IgnoreDefaultArgs = NotOurFlags }))
        : throw new FileNotFoundException($"There is no Chromium at {executable}. Install it (Debian: apt-get install chromium), or set CHROMIUM to where it is.");

    internal static async Task<Browser> StartAsync(Func<IPlaywright, Task<IBrowser>> launch)
    {
        // Patient, because these tests share their machine with others.
        SetDefaultExpectTimeout(20_000);
        var driver = await Playwright.CreateAsync();
        return new Browser(driver, await launch(driver));
    }

    /// <summary>A device of somebody's own: its cookies and storage are shared with nobody.</summary>
    public Task<IBrowserContext> OpenAsync(Device device, Uri address) => browser.NewContextAsync(new()
    {
        BaseURL = address.ToString(),
        ViewportSize = new() { Width = device.Width, Height = device.Height },
        HasTouch = device.Touch,
        IsMobile = device.Touch,
        Locale = device.Locale,
        TimezoneId = "Asia/Seoul",
        ColorScheme = device.Dark ? ColorScheme.Dark : ColorScheme.Light,
        ReducedMotion = device.Calm ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
        JavaScriptEnabled = device.Script,
        ServiceWorkers = device.HasWorker ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
        BypassCSP = device.BypassesCsp,
        IgnoreHTTPSErrors = device.TrustsAnybody,
        Proxy = device.Proxy is { } proxy ? new() { Server = proxy.ToString(), Bypass = EvenLoopback } : null,
    });

    /// <summary>Chromium with a profile that is kept in a folder: other devices are private windows to it, which clicks on notifications do not reach.</summary>
    /// <param name="environment">All of its variables.</param>
    public Task<IBrowserContext> OpenProfileAsync(string folder, Uri address, IEnumerable<KeyValuePair<string, string>> environment) =>
        playwright.Chromium.LaunchPersistentContextAsync(folder, new() { ExecutablePath = Whole, Headless = true, Args = Flags, Env = environment, BaseURL = address.ToString() });

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}

/// <summary>What somebody holds in their hands.</summary>
public sealed record Device(int Width = 1280, int Height = 800, bool Touch = false)
{
    public static Device Desktop { get; } = new();

    public static Device Phone { get; } = new(390, 844, Touch: true);

    public string Locale { get; init; } = "en-GB";

    public bool Dark { get; init; }

    public bool Script { get; init; } = true;

    /// <summary>The service worker stands between its pages and the network. Stories about networks are told without.</summary>
    public bool HasWorker { get; init; }

    /// <summary>Nothing moves: for pictures.</summary>
    public bool Calm { get; init; }

    /// <summary>The forward proxy that the browser is set up to use.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>A certificate that nobody vouches for will do.</summary>
    public bool TrustsAnybody { get; init; }

    /// <summary>axe is injected into the page, which our policy forbids.</summary>
    public bool BypassesCsp { get; init; }
}
