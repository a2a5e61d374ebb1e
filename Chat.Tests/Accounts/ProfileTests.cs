using System.Net;

namespace Chat.Tests.Accounts;

public sealed class ProfileTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task A_new_display_name_shows_wherever_one_is_named()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Names");
        await ann.SayAsync(room, "hello");

        using var answer = await SaveAsync(ann, ("DisplayName", "  Anna   Kim "));

        var account = await ann.FollowAsync(answer);
        Assert.Equal("Anna Kim", account.ValueOf("DisplayName"));
        Assert.Equal("Anna Kim", account.QuerySelector(".me .name")!.TextContent);
        Assert.Equal("Anna Kim", (await ann.PageAsync($"/rooms/{room}")).QuerySelector(".message .author")!.TextContent);
        Assert.Equal("Anna Kim", (await ann.PageAsync($"/rooms/{room}/members")).QuerySelector("#members .name")!.TextContent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("exe\u202etxt")]
    [InlineData("\u3164")]
    public async Task A_display_name_that_shows_nothing_or_deceives_is_refused(string name)
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await SaveAsync(ann, ("DisplayName", name), ("Theme", "dark"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.NotNull(page.ErrorOf("DisplayName"));
        Assert.Equal("dark", page.QuerySelector("[name=Theme] [selected]")!.GetAttribute("value"));
        Assert.Equal("ann", (await ann.PageAsync("/account")).ValueOf("DisplayName"));
    }

    [Fact]
    public async Task Whoever_chooses_Korean_reads_Korean()
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await SaveAsync(ann, ("DisplayName", "Ann"), ("Language", "ko"));

        var page = await ann.FollowAsync(answer);
        Assert.Equal("ko", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("내 계정", page.Heading());
        Assert.Equal("저장했습니다.", page.QuerySelector(".notice")!.TextContent);
    }

    [Fact]
    public async Task The_choice_goes_along_to_the_next_device()
    {
        using var ann = await app.SignUpAsync("ann");
        using var answer = await SaveAsync(ann, ("DisplayName", "Ann"), ("Language", "ko"), ("Theme", "dark"));
        using var phone = app.Visit();

        await phone.SignInAsync(ann.UserName);

        var page = await phone.PageAsync("/rooms");
        Assert.Equal("ko", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("dark", page.DocumentElement.GetAttribute("data-theme"));
    }

    [Theory]
    [InlineData("ko-KR,ko;q=0.9,en;q=0.8", "ko", "로그인")]
    [InlineData("en-GB", "en", "Sign in")]
    [InlineData("fr", "en", "Sign in")]
    [InlineData("*;q=x,,;", "en", "Sign in")]
    public async Task Without_a_choice_the_browser_decides(string browser, string language, string heading)
    {
        using var stranger = app.Visit();

        using var answer = await stranger.GetAsync("/signin", headers: ("Accept-Language", browser));

        var page = await Visitor.ReadAsync(answer);
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(heading, page.Heading());
    }

    [Fact]
    public async Task The_choice_outweighs_the_browser()
    {
        using var ann = await app.SignUpAsync("ann");
        using var saved = await SaveAsync(ann, ("DisplayName", "Ann"), ("Language", "en"));

        using var answer = await ann.GetAsync("/rooms", headers: ("Accept-Language", "ko"));

        Assert.Equal("Rooms", (await Visitor.ReadAsync(answer)).Heading());
    }

    [Theory]
    [InlineData("light", "light")]
    [InlineData("dark", "dark")]
    [InlineData("", "")]
    [InlineData("\"><script>", "")]
    public async Task The_theme_stands_on_the_page(string chosen, string shown)
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await SaveAsync(ann, ("DisplayName", "Ann"), ("Theme", chosen));

        Assert.Equal(shown, (await ann.FollowAsync(answer)).DocumentElement.GetAttribute("data-theme") ?? "");
    }

    [Fact]
    public async Task A_language_that_Chat_does_not_speak_is_no_choice()
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await SaveAsync(ann, ("DisplayName", "Ann"), ("Language", "tlh"));

        Assert.Equal("en", (await ann.FollowAsync(answer)).DocumentElement.GetAttribute("lang"));
    }

    private static Task<HttpResponseMessage> SaveAsync(Visitor visitor, params (string Name, string Value)[] fields) =>
        visitor.PostAsync("/account", fields);
}
