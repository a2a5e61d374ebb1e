namespace Chat.E2E.Looks;

/// <summary>Every page in every dress: nobody is shut out by how it looks, and a picture of each is kept.</summary>
[Collection(Stages.Looks)]
public sealed class LooksTests(Stage stage)
{
    // The page's own time.
    private const int JustOverFiveSeconds = 5_100;

    /// <summary>Each width, theme and language once; with <c>CHAT_DRESSES=all</c> together with each other, too.</summary>
    public static TheoryData<int, bool, string> Dresses { get; } = Environment.GetEnvironmentVariable("CHAT_DRESSES") == "all"
        ? new() { { 1280, false, "en" }, { 1280, true, "en" }, { 390, false, "en" }, { 390, true, "en" }, { 1280, false, "ko" }, { 390, true, "ko" } }
        : new() { { 1280, true, "en" }, { 390, false, "ko" } };

    [Theory]
    [MemberData(nameof(Dresses))]
    public Task Axe_finds_nothing_before_one_is_in(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        var camera = new Camera(width, dark, language);
        var visitor = await cast.ArrivesAsync("Visitor", camera.Device);

        await camera.Visits(visitor, "/signin", "signin");
        await visitor.SubmitsWith(("UserName", "nobody"), ("Password", "not right"));
        await camera.Takes(visitor, "signin-refused");
        await camera.Visits(visitor, "/signup", "signup");
        await visitor.SubmitsWith(("UserName", "a b"), ("Password", "short"));
        await camera.Takes(visitor, "signup-refused");
        await camera.Visits(visitor, "/no/such/page", "not-found");
    });

    [Theory]
    [MemberData(nameof(Dresses))]
    public Task Axe_finds_nothing_inside(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        var camera = new Camera(width, dark, language);
        var ann = await cast.EntersAsync("Ann Weber", camera.Device);
        var room = await Furniture.BusyRoomAsync(cast, ann, $"General {width} {camera.Theme} {language}");
        var quiet = await ann.HasRoom($"Reading club {width} {camera.Theme} {language}");

        await camera.Visits(ann, "/rooms", "rooms");
        await camera.Visits(ann, "/rooms?find=zzz", "rooms-none");
        await camera.Visits(ann, "/rooms/join", "join");
        await ann.SubmitsWith(("Name", "Nowhere"), ("Password", "wrong"));
        await camera.Takes(ann, "join-refused");
        await camera.Visits(ann, $"/rooms/{quiet}", "room-empty");
        await camera.Visits(ann, $"/rooms/{room}", "room");
        await camera.Visits(ann, $"/rooms/{room}/1", "room-linked");
        await camera.Visits(ann, $"/rooms/{room}/members", "members");
        await camera.Visits(ann, $"/rooms/{room}/settings", "settings");
        await camera.Visits(ann, $"/rooms/{room}/1/edit", "edit");
        await camera.Visits(ann, "/account", "account");
        await camera.Visits(ann, "/signout", "signout");
    });

    [Theory]
    [MemberData(nameof(Dresses))]
    public Task Axe_finds_nothing_while_one_writes(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var camera = new Camera(width, dark, language);
        var ann = await cast.EntersAsync("Ann Weber", camera.Device);
        await ann.Enters(await Furniture.BusyRoomAsync(cast, ann, $"Workshop {width} {camera.Theme} {language}"));

        await ann.Page.RouteAsync("**/messages", route => route.AbortAsync());
        await ann.Composer.FillAsync("This one will not get through.");
        await ann.Page.Locator("#composer .send").ClickAsync();
        await Expect(ann.Page.Locator(".message.failed")).ToBeVisibleAsync();
        await camera.Takes(ann, "room-failed");

        await ann.Composer.PressAsync("ArrowUp");
        await Expect(ann.Page.Locator("form.edit textarea")).ToBeFocusedAsync();
        await camera.Takes(ann, "room-editing");
        await ann.Page.Keyboard.PressAsync("Escape");

        await ann.Messages.First.HoverAsync();
        await camera.Takes(ann, "room-toolbar");
        await ann.Page.Locator(".actions .more").ClickAsync();
        await camera.Takes(ann, "room-menu");
        await ann.Page.Locator(".delete-message").ClickAsync();
        await camera.Takes(ann, "room-deleting");
        await ann.Page.Keyboard.PressAsync("Escape");

        if (!camera.Device.Touch)
            return;
        await ann.Page.Locator("a.menu").ClickAsync();
        await camera.Takes(ann, "drawer");
    });

    [Theory]
    [MemberData(nameof(Dresses))]
    public Task Axe_finds_nothing_when_one_asks_how_news_comes(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var camera = new Camera(width, dark, language);
        var ann = await cast.EntersAsync("Ann Weber", camera.Device);
        await ann.Page.Clock.InstallAsync();
        await ann.Enters(await Furniture.BusyRoomAsync(cast, ann, $"Weather {width} {camera.Theme} {language}"));
        var sign = ann.Page.Locator("#indicator");

        await Expect(sign).ToHaveAttributeAsync("data-state", "stream");
        await sign.Locator("button").FocusAsync();
        await camera.Takes(ann, "room-live");

        await ann.Context.SetOfflineAsync(true);
        await ann.Page.Clock.RunForAsync(JustOverFiveSeconds);
        await Expect(sign).ToHaveAttributeAsync("data-state", "offline");
        await camera.Takes(ann, "room-offline");
    });
}
