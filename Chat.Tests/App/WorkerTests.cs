using System.Net;
using System.Text.Json;
using Chat.Tests.Rooms;

namespace Chat.Tests.App;

public sealed class WorkerTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task The_workers_script_is_asked_for_each_time()
    {
        using var stranger = app.Visit();
        using var answer = await stranger.GetAsync("/sw.js", "*/*");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoCache);
    }

    [Fact]
    public async Task It_names_all_that_pages_are_made_of_and_nothing_heavy()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Shell");
        var shell = (await KnowsAsync(ann)).GetProperty("shell").EnumerateArray().Select(file => file.GetString()!).ToHashSet(StringComparer.Ordinal);

        var page = await ann.PageAsync($"/rooms/{room}");
        Assert.All(page.QuerySelectorAll("head link[rel=stylesheet]"), link => Assert.Contains(link.GetAttribute("href")!, shell));
        Assert.All(page.QuerySelectorAll("head script[src]"), script => Assert.Contains(script.GetAttribute("src")!, shell));
        Assert.DoesNotContain(shell, file => file.Contains("emoji-picker", StringComparison.Ordinal) || file.Contains("highlight.js", StringComparison.Ordinal));
        foreach (var file in shell)
            Assert.Equal(HttpStatusCode.OK, await ann.GetAsync(file, "*/*").StatusOfAsync());
    }

    [Fact]
    public async Task Another_name_is_another_version()
    {
        await using var named = new ChatApp(settings: ("Chat:Name", "Teatime"));
        using var there = named.Visit();
        using var here = app.Visit();

        Assert.NotEqual((await KnowsAsync(here)).GetProperty("version").GetString(), (await KnowsAsync(there)).GetProperty("version").GetString());
    }

    [Fact]
    public async Task The_operator_can_take_it_away()
    {
        await using var without = new ChatApp(settings: ("Chat:Worker", "false"));
        using var stranger = without.Visit();

        Assert.Equal(HttpStatusCode.NotFound, await stranger.GetAsync("/sw.js", "*/*").StatusOfAsync());
    }

    [Fact]
    public async Task It_learns_who_is_here_with_a_token_that_is_good()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Errand");
        using var answer = await ann.GetAsync("/app/who", "application/json");
        var here = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("Body", "without a page")]);
        using var said = await ann.SendAsync(
            HttpMethod.Post, $"/rooms/{room}/messages", "application/json", form, ("RequestVerificationToken", here.GetProperty("token").GetString()!));

        Assert.Equal(ann.Id, here.GetProperty("person").GetInt64());
        Assert.Equal(HttpStatusCode.Created, said.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task It_learns_nothing_when_nobody_is()
    {
        using var stranger = app.Visit();

        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.GetAsync("/app/who", "application/json").StatusOfAsync());
    }

    [Theory]
    [InlineData("en", "No connection")]
    [InlineData("ko", "연결되지 않음")]
    public async Task The_page_without_a_network_is_in_each_language_and_nobodys(string language, string heading)
    {
        using var ann = await app.SignUpAsync("ann");

        var page = await ann.PageAsync($"/offline/{language}");

        Assert.Equal(heading, page.Heading());
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Null(page.Body!.GetAttribute("data-person"));
        Assert.Equal(HttpStatusCode.NotFound, await ann.GetAsync("/offline/xx").StatusOfAsync());
    }

    private static async Task<JsonElement> KnowsAsync(Visitor visitor)
    {
        using var answer = await visitor.GetAsync("/sw.js", "*/*");
        var script = await answer.Content.ReadAsStringAsync();
        var begin = script.IndexOf("serve(", StringComparison.Ordinal) + "serve(".Length;
        return JsonDocument.Parse(script[begin..script.LastIndexOf(')')]).RootElement;
    }
}
