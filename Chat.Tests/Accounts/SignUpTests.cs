using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Accounts;

public sealed class SignUpTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Whoever_signs_up_is_signed_in_and_sees_the_list_of_rooms()
    {
        using var first = await app.SignUpAsync("first");

        using var bob = await app.SignUpAsync("bob");

        Assert.Equal("/rooms", bob.Landing);
        Assert.Equal("bob", (await bob.PageAsync("/rooms")).QuerySelector(".me .name")!.TextContent);
    }

    [Fact]
    public async Task A_name_may_be_Korean()
    {
        using var visitor = app.Visit();

        await visitor.SignUpAsync("영희", "김영희");

        Assert.Equal("김영희", (await visitor.PageAsync("/rooms")).QuerySelector(".me .name")!.TextContent);
    }

    [Fact]
    public async Task Without_a_display_name_one_is_shown_by_the_user_name()
    {
        using var visitor = app.Visit();

        await visitor.SignUpAsync("shy.person", "");

        Assert.Equal("shy.person", (await visitor.PageAsync("/rooms")).QuerySelector(".me .name")!.TextContent);
    }

    [Theory]
    [InlineData("TAKEN")]
    [InlineData("Ｔａｋｅｎ")]
    [InlineData("tAkEn")]
    public async Task A_name_that_differs_only_in_case_or_width_is_taken(string again)
    {
        using var owner = app.Visit();
        using var former = await owner.PostAsync("/signup", ("UserName", "taken"), ("Password", Visitor.Password));
        using var other = app.Visit();

        using var answer = await other.PostAsync("/signup", ("UserName", again), ("Password", Visitor.Password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal("This user name is taken.", page.ErrorOf("UserName"));
        Assert.Equal(again, page.ValueOf("UserName"));
    }

    [Fact]
    public async Task Of_many_who_ask_for_a_name_at_the_same_moment_one_gets_it()
    {
        var visitors = Enumerable.Range(0, 8).Select(_ => app.Visit()).ToList();

        var answers = await Task.WhenAll(visitors.Select(v => v.PostAsync("/signup", ("UserName", "wanted"), ("Password", Visitor.Password))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(1, await app.AskAsync(db => db.Users.CountAsync(p => p.UserName == "wanted")));
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Theory]
    [InlineData(7)]
    [InlineData(257)]
    public async Task A_password_too_short_or_too_long_is_refused_and_not_repeated(int length)
    {
        using var visitor = app.Visit();
        var password = new string('x', length);

        using var answer = await visitor.PostAsync("/signup", ("UserName", $"length{length}"), ("Password", password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Contains("characters", page.ErrorOf("Password"), StringComparison.Ordinal);
        Assert.Equal($"length{length}", page.ValueOf("UserName"));
        Assert.DoesNotContain(password, page.Source.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(256)]
    public async Task A_password_of_any_length_between_is_taken(int length)
    {
        using var visitor = app.Visit();
        var password = new string('x', length);
        using var answer = await visitor.PostAsync("/signup", ("UserName", $"between{length}"), ("Password", password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        using var device = app.Visit();
        await device.SignInAsync($"between{length}", password);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a")]
    [InlineData("a2345678901234567890123456789012x")]
    [InlineData("-ann")]
    [InlineData("ann bo")]
    [InlineData("ann@home")]
    [InlineData("<b>ann</b>")]
    [InlineData("a\u202enn")]
    [InlineData("a\u200bnn")]
    public async Task A_user_name_that_could_not_be_mentioned_is_refused(string name)
    {
        using var visitor = app.Visit();
        var people = await app.AskAsync(db => db.Users.CountAsync());

        using var answer = await visitor.PostAsync("/signup", ("UserName", name), ("DisplayName", "Ann"), ("Password", Visitor.Password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.NotNull(page.ErrorOf("UserName"));
        Assert.Equal("Ann", page.ValueOf("DisplayName"));
        Assert.Equal(people, await app.AskAsync(db => db.Users.CountAsync()));
    }

    [Theory]
    [InlineData("cod\u202eexe")]
    [InlineData("\u2066Ann")]
    [InlineData("\u200b\u3164")]
    [InlineData("123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 x")]
    public async Task A_display_name_that_would_deceive_or_not_fit_is_refused(string name)
    {
        using var visitor = app.Visit();

        using var answer = await visitor.PostAsync("/signup", ("UserName", "deceiver"), ("DisplayName", name), ("Password", Visitor.Password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull((await Visitor.ReadAsync(answer)).ErrorOf("DisplayName"));
    }

    [Theory]
    [InlineData("a", Visitor.Password, "UserName")]
    [InlineData("scripted", "short", "Password")]
    public async Task A_script_is_told_which_field_is_wrong(string name, string password, string field)
    {
        using var visitor = app.Visit();

        using var answer = await visitor.PostJsonAsync("/signup", ("UserName", name), ("Password", password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.NotEmpty(problem.GetProperty("errors").GetProperty(field)[0].GetString()!);
    }

    [Fact]
    public async Task After_many_sign_ups_from_one_address_the_next_must_wait_and_keeps_what_was_typed()
    {
        await using var busy = new ChatApp(settings: ("Chat:Limits:SignUps", "2"));
        using var ann = await busy.SignUpAsync("ann");
        using var bob = await busy.SignUpAsync("bob");
        using var visitor = busy.Visit();

        using var answer = await visitor.PostAsync("/signup", ("UserName", "cid"), ("Password", Visitor.Password));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Equal("cid", (await Visitor.ReadAsync(answer)).ValueOf("UserName"));
    }
}
