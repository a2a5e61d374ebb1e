using System.Net;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Accounts;

public sealed class StatusTests : IAsyncLifetime
{
    private readonly TestClock clock = new();
    private Visitor ann = null!;

    public StatusTests() => App = new ChatApp(clock: clock);

    private ChatApp App { get; }

    public async Task InitializeAsync() => ann = await App.SignUpAsync("ann");

    public async Task DisposeAsync()
    {
        ann.Dispose();
        await App.DisposeAsync();
    }

    [Theory]
    [InlineData("30m", "2099-11-20T09:30Z")]
    [InlineData("1h", "2099-11-20T10:00Z")]
    [InlineData("4h", "2099-11-20T13:00Z")]
    [InlineData("today", "2099-11-21T00:00Z")]
    [InlineData("week", "2099-11-27T09:00Z")]
    [InlineData("", null)]
    [InlineData("kept", null)]
    [InlineData("a fortnight", null)]
    public async Task A_status_ends_when_one_says(string choice, string? end)
    {
        await SetAsync("🌴", "On holiday", choice);

        Assert.Equal(end is null ? null : DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture), (await AnnAsync()).StatusUntil);
    }

    [Fact]
    public async Task The_day_ends_where_one_is()
    {
        using var zone = await ann.PostAsync("/account/about", ("TimeZone", "Asia/Seoul"));

        await SetAsync("🌴", "On holiday", "today");

        Assert.Equal(new DateTimeOffset(2099, 11, 20, 15, 0, 0, TimeSpan.Zero), (await AnnAsync()).StatusUntil);
    }

    [Fact]
    public async Task Other_words_do_not_move_the_end()
    {
        await SetAsync("🌴", "On holiday", "4h");
        clock.Advance(TimeSpan.FromHours(1));

        var page = await ann.PageAsync("/account");
        Assert.Equal("kept", page.Chosen("StatusFor"));
        Assert.Equal("2099-11-20 13:00Z", page.QuerySelector("#status time")!.TextContent);
        using var answer = await ann.SubmitAsync(page, "#status form", ("StatusText", "On the beach"));

        var person = await AnnAsync();
        Assert.Equal(("🌴", "On the beach"), (person.StatusEmoji, person.StatusText));
        Assert.Equal(new DateTimeOffset(2099, 11, 20, 13, 0, 0, TimeSpan.Zero), person.StatusUntil);
    }

    [Fact]
    public async Task A_status_that_has_ended_is_not_offered_again()
    {
        await SetAsync("🌴", "On holiday", "30m");
        clock.Advance(TimeSpan.FromMinutes(30));

        var page = await ann.PageAsync("/account");

        Assert.Equal("", page.ValueOf("StatusText") ?? "");
        Assert.Equal("", page.Chosen("StatusFor"));
        Assert.Null(page.QuerySelector("#StatusFor [value=kept]"));
    }

    [Fact]
    public async Task Without_emoji_and_words_there_is_none()
    {
        await SetAsync("🌴", "On holiday", "4h");

        await SetAsync("", "  ", "4h");

        var person = await AnnAsync();
        Assert.Equal((null, null, null), (person.StatusEmoji, person.StatusText, person.StatusUntil));
    }

    [Fact]
    public async Task Many_at_the_same_moment_leave_one_whole()
    {
        using var warm = await ann.PostAsync("/account/status", ("StatusText", "0"));

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(n =>
            ann.PostAsync("/account/status", ("StatusEmoji", n % 2 == 0 ? "🌴" : "🚲"), ("StatusText", n % 2 == 0 ? "even" : "odd"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        var person = await AnnAsync();
        Assert.Equal(person.StatusText == "even" ? "🌴" : "🚲", person.StatusEmoji);
    }

    [Theory]
    [InlineData("ab", "fine", "StatusEmoji", "One emoji, or none.")]
    [InlineData("🌴🌴", "fine", "StatusEmoji", "One emoji, or none.")]
    [InlineData("<b>", "fine", "StatusEmoji", "One emoji, or none.")]
    [InlineData("🌴", "bell\u0007", "StatusText", "There are characters in it that can't be shown.")]
    public async Task What_is_no_status_is_refused_beside_its_field(string emoji, string words, string field, string error)
    {
        using var answer = await ann.PostAsync("/account/status", ("StatusEmoji", emoji), ("StatusText", words), ("StatusFor", "4h"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal(error, page.ErrorOf(field));
        Assert.Equal(emoji, page.ValueOf("StatusEmoji"));
        Assert.Equal("4h", page.Chosen("StatusFor"));
        Assert.Null((await AnnAsync()).StatusText);
    }

    [Fact]
    public async Task A_status_is_one_short_line()
    {
        await SetAsync("", new string('가', 100), "");
        using var answer = await ann.PostAsync("/account/status", ("StatusText", new string('가', 101)));
        Assert.Equal("At most 100 characters.", (await Visitor.ReadAsync(answer)).ErrorOf("StatusText"));

        await SetAsync("", " two\r\n lines ", "");

        Assert.Equal("two lines", (await AnnAsync()).StatusText);
    }

    private async Task SetAsync(string emoji, string words, string choice)
    {
        using var answer = await ann.PostAsync("/account/status", ("StatusEmoji", emoji), ("StatusText", words), ("StatusFor", choice));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private Task<Person> AnnAsync() => App.AskAsync(db => db.Users.AsNoTracking().SingleAsync(p => p.Id == ann.Id));
}
