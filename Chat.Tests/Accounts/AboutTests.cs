using System.Net;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Accounts;

public sealed class AboutTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Words_and_time_zone_are_kept_as_they_were_typed()
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ann.SubmitAsync(
            await ann.PageAsync("/account"), "#about form", ("About", "\r\n  안녕하세요\r\nI draw maps.  \r\n"), ("TimeZone", "Asia/Seoul"));

        var page = await ann.FollowAsync(answer);
        Assert.Equal("안녕하세요\nI draw maps.", page.Typed("About"));
        Assert.Equal("Asia/Seoul", page.Chosen("TimeZone"));
        Assert.Equal("Saved.", page.QuerySelector(".notice")!.TextContent);
    }

    [Fact]
    public async Task What_is_left_empty_is_told_no_more()
    {
        using var ann = await app.SignUpAsync("ann");
        using var told = await ann.PostAsync("/account/about", ("About", "I draw maps."), ("TimeZone", "UTC"));

        using var untold = await ann.PostAsync("/account/about", ("About", " \u200b "), ("TimeZone", ""));

        var person = await PersonAsync(ann);
        Assert.Null(person.About);
        Assert.Null(person.TimeZone);
    }

    [Fact]
    public async Task What_cannot_be_shown_is_refused()
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ann.PostAsync("/account/about", ("About", "bell\u0007"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("There are characters in it that can't be shown.", (await Visitor.ReadAsync(answer)).ErrorOf("About"));
    }

    [Fact]
    public async Task Too_many_words_are_refused_and_kept_in_the_form()
    {
        using var ann = await app.SignUpAsync("ann");
        var words = new string('가', 501);

        using var answer = await ann.PostAsync("/account/about", ("About", words), ("TimeZone", "Europe/Berlin"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal("At most 500 characters.", page.ErrorOf("About"));
        Assert.Equal(words, page.Typed("About"));
        Assert.Equal("Europe/Berlin", page.Chosen("TimeZone"));
        Assert.Equal("ann", page.ValueOf("DisplayName"));
    }

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("../../etc/passwd")]
    [InlineData("Korea Standard Time")]
    [InlineData("asia/seoul")]
    public async Task A_zone_that_is_none_is_refused_beside_its_field(string zone)
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ann.PostAsync("/account/about", ("About", "I draw maps."), ("TimeZone", zone));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal("Choose a time zone of the list.", page.ErrorOf("TimeZone"));
        Assert.Equal("I draw maps.", page.Typed("About"));
        Assert.Null((await PersonAsync(ann)).About);
    }

    [Fact]
    public async Task What_others_are_not_told_is_ticked_and_unticked()
    {
        using var ann = await app.SignUpAsync("ann");

        using var hidden = await ann.SubmitAsync(await ann.PageAsync("/account"), "#privacy form", ("HidesLastSeen", "true"), ("HidesReading", "true"));
        Assert.True(await PersonAsync(ann) is { HidesLastSeen: true, HidesReading: true });
        using var shown = await ann.SubmitAsync(await ann.FollowAsync(hidden), "#privacy form", ("HidesLastSeen", "false"));

        Assert.True(await PersonAsync(ann) is { HidesLastSeen: false, HidesReading: true });
    }

    [Fact]
    public async Task Each_form_leaves_the_others_alone()
    {
        using var ann = await app.SignUpAsync("ann");
        using var about = await ann.PostAsync("/account/about", ("About", "I draw maps."), ("TimeZone", "UTC"));
        using var status = await ann.PostAsync("/account/status", ("StatusEmoji", "🌴"), ("StatusText", "Away"));
        using var privacy = await ann.PostAsync("/account/privacy", ("HidesReading", "true"));
        using var name = await ann.PostAsync("/account", ("DisplayName", "Ann Weber"), ("Theme", "dark"));

        var person = await PersonAsync(ann);

        Assert.Equal(("I draw maps.", "UTC", "🌴", "Away", true, "Ann Weber", "dark"),
            (person.About, person.TimeZone, person.StatusEmoji, person.StatusText, person.HidesReading, person.DisplayName, person.Theme));
    }

    private Task<Person> PersonAsync(Visitor visitor) => app.AskAsync(db => db.Users.AsNoTracking().SingleAsync(p => p.Id == visitor.Id));
}
