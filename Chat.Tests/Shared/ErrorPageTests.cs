using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Shared;

public sealed class ErrorPageTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task What_is_not_there_has_a_page_that_leads_back()
    {
        using var stranger = app.Visit();

        using var answer = await stranger.GetAsync("/no/such/page");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal("There is nothing here", page.Heading());
        Assert.Equal("/", page.Address("main a.button"));
    }

    [Fact]
    public async Task It_speaks_the_reader_s_language()
    {
        using var stranger = app.Visit();

        using var answer = await stranger.GetAsync("/no/such/page", headers: ("Accept-Language", "ko"));

        Assert.Equal("페이지를 찾을 수 없습니다", (await Visitor.ReadAsync(answer)).Heading());
    }

    [Fact]
    public async Task A_script_is_told_in_json()
    {
        using var stranger = app.Visit();

        using var answer = await stranger.GetAsync("/no/such/page", "application/json");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(404, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    public async Task A_fault_of_the_server_shows_nothing_of_its_inside(string accept)
    {
        await using var broken = new ChatApp();
        using var ann = await broken.SignUpAsync("ann");
        await broken.AskAsync(db => db.Database.ExecuteSqlRawAsync("""ALTER TABLE "Invitations" RENAME TO "Elsewhere" """));

        using var answer = await ann.GetAsync("/rooms", accept);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Something went wrong here", text, StringComparison.Ordinal);
        foreach (var inside in new[] { "   at ", "Exception", "SQLite", "Invitations", "Chat.Web" })
            Assert.DoesNotContain(inside, text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/error/404", HttpStatusCode.NotFound)]
    [InlineData("/error/500", HttpStatusCode.InternalServerError)]
    [InlineData("/error/200", HttpStatusCode.NotFound)]
    [InlineData("/error/99999", HttpStatusCode.NotFound)]
    [InlineData("/error/-1", HttpStatusCode.NotFound)]
    public async Task The_pages_of_errors_are_errors_when_asked_for(string address, HttpStatusCode status)
    {
        using var stranger = app.Visit();

        using var answer = await stranger.GetAsync(address);

        Assert.Equal(status, answer.StatusCode);
        Assert.NotEmpty((await Visitor.ReadAsync(answer)).Heading());
    }

    [Fact]
    public async Task The_health_of_the_server_is_told_to_anybody()
    {
        using var stranger = app.Visit();

        using var answer = await stranger.GetAsync("/health", "*/*");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("ok", await answer.Content.ReadAsStringAsync());
    }
}
