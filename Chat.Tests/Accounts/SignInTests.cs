using System.Net;

namespace Chat.Tests.Accounts;

public sealed class SignInTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task One_signs_in_with_name_and_password_on_any_device()
    {
        using var ann = await app.SignUpAsync("ann");
        using var phone = app.Visit();

        await phone.SignInAsync(ann.UserName);

        Assert.Equal(ann.Id, phone.Id);
    }

    [Fact]
    public async Task The_name_may_be_typed_in_any_case_and_width()
    {
        using var ann = await app.SignUpAsync("ann");
        using var phone = app.Visit();

        await phone.SignInAsync(ann.UserName.ToUpperInvariant().Replace('A', 'Ａ'));

        Assert.Equal(ann.Id, phone.Id);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_page()
    {
        using var ann = await app.SignUpAsync("ann");
        using var stranger = app.Visit();

        using var wrong = await stranger.PostAsync("/signin", ("UserName", ann.UserName), ("Password", "not the password"));
        using var unknown = await stranger.PostAsync("/signin", ("UserName", "nobody.here"), ("Password", "not the password"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(wrong.StatusCode, unknown.StatusCode);
        var (wrongPage, unknownPage) = (await Visitor.ReadAsync(wrong), await Visitor.ReadAsync(unknown));
        Assert.Equal("User name or password is wrong.", wrongPage.Alert());
        Assert.Equal(wrongPage.Words(), unknownPage.Words());
        Assert.Equal(ann.UserName, wrongPage.ValueOf("UserName"));
        Assert.Null(wrongPage.ValueOf("Password"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("ann", "")]
    [InlineData("", "correct horse")]
    public async Task Half_a_form_is_a_wrong_one(string name, string password)
    {
        using var stranger = app.Visit();

        using var answer = await stranger.PostAsync("/signin", ("UserName", name), ("Password", password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull((await Visitor.ReadAsync(answer)).Alert());
    }

    [Fact]
    public async Task A_book_in_place_of_a_password_is_a_wrong_one()
    {
        using var ann = await app.SignUpAsync("ann");
        using var stranger = app.Visit();

        using var answer = await stranger.PostAsync("/signin", ("UserName", ann.UserName), ("Password", new string('x', 100_000)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Whoever_guesses_at_an_account_must_wait_and_others_need_not()
    {
        await using var careful = new ChatApp();
        using var ann = await careful.SignUpAsync("ann");
        using var bob = await careful.SignUpAsync("bob");
        using var stranger = careful.Visit();

        using var answer = await GuessAsync(stranger, ann.UserName);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        var page = await Visitor.ReadAsync(answer);
        Assert.Contains("Too many attempts", page.Alert(), StringComparison.Ordinal);
        Assert.Equal(ann.UserName, page.ValueOf("UserName"));
        using var phone = careful.Visit();
        await phone.SignInAsync(bob.UserName);
    }

    [Fact]
    public async Task Guessing_does_not_throw_out_who_is_in()
    {
        await using var careful = new ChatApp();
        using var ann = await careful.SignUpAsync("ann");
        using var stranger = careful.Visit();

        using var answer = await GuessAsync(stranger, ann.UserName);

        await ann.PageAsync("/rooms");
    }

    [Fact]
    public async Task Writing_the_name_otherwise_gives_no_more_guesses()
    {
        await using var careful = new ChatApp();
        using var ann = await careful.SignUpAsync("ann");
        using var stranger = careful.Visit();
        using var refused = await GuessAsync(stranger, ann.UserName);

        using var answer = await stranger.PostAsync("/signin", ("UserName", ann.UserName.ToUpperInvariant()), ("Password", "a guess"));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
    }

    [Fact]
    public async Task Guessing_at_many_accounts_from_one_address_is_slowed_too()
    {
        await using var careful = new ChatApp(settings: ("Chat:Limits:SignIns", "3"));
        using var stranger = careful.Visit();
        HttpResponseMessage answer;
        var account = 0;
        do
        {
            answer = await stranger.PostAsync("/signin", ("UserName", $"account{account}"), ("Password", "a guess"));
        }
        while (answer.StatusCode == HttpStatusCode.UnprocessableEntity && ++account < 100);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        answer.Dispose();
    }

    /// <summary>A hundred guesses, or as many as are let through.</summary>
    private static async Task<HttpResponseMessage> GuessAsync(Visitor stranger, string name)
    {
        for (var guess = 0; ; guess++)
        {
            var answer = await stranger.PostAsync("/signin", ("UserName", name), ("Password", $"guess {guess}"));
            if (answer.StatusCode != HttpStatusCode.UnprocessableEntity || guess == 100)
                return answer;
            answer.Dispose();
        }
    }
}
