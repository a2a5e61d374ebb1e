namespace Chat.E2E.Looks;

/// <summary>Direct chats, groups and a full sidebar in every dress.</summary>
[Collection(Stages.Portraits)]
public sealed class ChatLooksTests(Stage stage)
{
    [Theory]
    [MemberData(nameof(LooksTests.Dresses), MemberType = typeof(LooksTests))]
    public Task Axe_finds_nothing_among_people(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        var camera = new Camera(width, dark, language);
        var ann = await cast.EntersAsync("Ann Weber", camera.Device);
        var jihun = await cast.EntersAsync("박지훈");
        var maximiliane = await cast.EntersAsync("Maximiliane von Hohenlohe-Schillingsfürst");

        await camera.Visits(ann, "/groups/new", "chat-new");
        await camera.Visits(ann, "/groups/new?find=zzz", "chat-new-none");
        await ann.Opens($"/groups/new?find={jihun.UserName}");
        await ann.Page.Locator("form.picker button.primary").ClickAsync();
        await Expect(ann.Page.Locator("main .error").First).ToBeVisibleAsync();
        await camera.Takes(ann, "chat-new-refused");
        await ann.Opens($"/groups/new?find={jihun.UserName}");
        await ann.Page.Locator("form.picker input[type=checkbox]").First.CheckAsync();
        await ann.Page.Locator("form.picker button.primary").ClickAsync();
        await Expect(ann.Composer).ToBeVisibleAsync();
        await camera.Takes(ann, "chat-direct-empty");
        await jihun.HasSaid(ann.Room, "안녕하세요!");
        await camera.Visits(ann, $"/rooms/{ann.Room}", "chat-direct");
        await camera.Visits(ann, $"/rooms/{ann.Room}/sidebar", "chat-options");

        await ann.Opens($"/groups/new?find={maximiliane.UserName}&people={await IdOf(jihun)}");
        await ann.Page.Locator("form.picker input[type=checkbox]:not(:checked)").First.CheckAsync();
        await ann.Page.Locator("form.picker button.primary").ClickAsync();
        await Expect(ann.Composer).ToBeVisibleAsync();
        await camera.Takes(ann, "chat-group");
        await camera.Visits(ann, $"/rooms/{ann.Room}/settings", "chat-group-settings");
        await camera.Visits(ann, $"/rooms/{ann.Room}/people", "chat-group-add");
        await camera.Visits(ann, $"/rooms/{ann.Room}/members", "chat-group-members");
    });

    [Theory]
    [MemberData(nameof(LooksTests.Dresses), MemberType = typeof(LooksTests))]
    public Task Axe_finds_nothing_in_a_full_sidebar(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        var camera = new Camera(width, dark, language);
        var ann = await cast.EntersAsync("Ann Weber", camera.Device);
        var jihun = await cast.EntersAsync("박지훈");
        var dear = await ann.HasRoom($"Tea kitchen {width} {camera.Theme} {language}");
        var muted = await ann.HasRoom($"Every single commit of the build {width} {camera.Theme} {language}");
        await camera.Visits(ann, "/folders", "folders-none");
        await ann.SubmitsWith(("Name", "\u200b"));
        await camera.Takes(ann, "folders-refused");
        await ann.PostsAsync("/folders", ("Name", "프로젝트"));
        await camera.Visits(ann, "/folders", "folders");
        await ann.PostsAsync($"/rooms/{dear}/sidebar/favourite", ("On", "true"));
        await ann.PostsAsync($"/rooms/{muted}/sidebar/mute", ("On", "true"));
        await ann.PostsAsync("/direct", ("Person", await IdOf(jihun)));
        await ann.PostsAsync("/direct", ("Person", await IdOf(ann)));
        await jihun.HasJoined($"Every single commit of the build {width} {camera.Theme} {language}");
        await jihun.HasSaid(muted, "one", "two");
        await jihun.HasJoined($"Tea kitchen {width} {camera.Theme} {language}");
        await jihun.HasSaid(dear, "Kettle's on");

        await ann.Opens("/account");
        await ann.Listens();
        if (camera.Device.Touch)
            await ann.Page.Locator("a.menu").ClickAsync();
        await Expect(ann.Page.Locator("#rooms-favourites .unread")).ToBeVisibleAsync();
        await camera.Takes(ann, "sidebar-full");
        await ann.Page.Locator("#rooms-favourites .placing-link").ClickAsync();
        await Expect(ann.Page.Locator("dialog .placing")).ToBeVisibleAsync();
        await camera.Takes(ann, "sidebar-options");
        await ann.Page.Keyboard.PressAsync("Escape");
        await ann.Page.Locator("#read-all button").ClickAsync();
        await Expect(ann.Page.Locator(".toast")).ToBeVisibleAsync();
        await camera.Takes(ann, "sidebar-read");
    });

    private static async Task<string> IdOf(Person person)
    {
        await person.Opens("/account");
        return (await person.Page.Locator("body").GetAttributeAsync("data-person"))!;
    }
}
