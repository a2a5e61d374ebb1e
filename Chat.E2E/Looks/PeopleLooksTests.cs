namespace Chat.E2E.Looks;

/// <summary>The pages about people in every dress.</summary>
[Collection(Stages.Portraits)]
public sealed class PeopleLooksTests(Stage stage)
{
    public static TheoryData<int, bool, string> Dresses { get; } = new()
    {
        { 1280, true, "en" }, { 390, false, "ko" }, { 320, false, "en" },
    };

    [Theory]
    [MemberData(nameof(Dresses))]
    public Task Axe_finds_nothing_among_people(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        var camera = new Camera(width, dark, language);
        var ann = await cast.EntersAsync("Ann Weber", camera.Device);
        await camera.Visits(ann, "/friends", "friends-none");
        var hers = await ann.HasNumber();
        var bob = await FriendAsync(cast, ann, hers);
        await AskingAsync(cast, hers, "Maximiliana-Konstantinopolitana von Habsburg und Lothringen");
        await ann.HasDone("request", await NumberAsync(await cast.EntersAsync("김하늘")));
        var cid = await NumberAsync(await cast.EntersAsync("Cid"));
        await ann.HasDone("block", cid);

        await camera.Visits(ann, "/people?find=a", "people");
        await camera.Visits(ann, "/people?find=zzz", "people-none");
        await camera.Visits(ann, "/friends", "friends");
        await camera.Visits(ann, $"/people/{bob}", "profile");
        await camera.Visits(ann, $"/people/{cid}", "profile-blocked");
        await camera.Visits(ann, $"/people/{hers}", "profile-own");
        await ann.Opens("/account");
        await ann.Page.Locator("#StatusEmoji").FillAsync("not one");
        await ann.Page.Locator("#status button").ClickAsync();
        await Expect(ann.Page.Locator("#StatusEmoji-error")).ToBeVisibleAsync();
        await camera.Takes(ann, "account-refused");
    });

    private static async Task<long> FriendAsync(Cast cast, Person ann, long hers)
    {
        var bob = await cast.EntersAsync("박지훈");
        var number = await NumberAsync(bob);
        await bob.PostsAsync("/account/about", ("About", "I build bridges, mostly of steel.\n다리를 만듭니다."), ("TimeZone", "Asia/Seoul"));
        await bob.PostsAsync("/account/status", ("StatusEmoji", "🚲"), ("StatusText", "On my way to the workshop"), ("StatusFor", "4h"));
        var room = $"Bridges {number}";
        await ann.HasRoom(room);
        await bob.HasJoined(room);
        await ann.HasDone("request", number);
        await bob.HasDone("accept", hers);
        return number;
    }

    private static async Task AskingAsync(Cast cast, long hers, string name)
    {
        var asking = await cast.EntersAsync("Max");
        await asking.PostsAsync("/account", ("DisplayName", name));
        await asking.HasDone("request", hers);
    }

    private static async Task<long> NumberAsync(Person person)
    {
        await person.Opens("/account");
        return await person.HasNumber();
    }
}
