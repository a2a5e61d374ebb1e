using System.Net;
using System.Security.Claims;
using Chat.Accounts;
using Chat.Delivery;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Accounts;

public sealed class SessionLifeTests
{
    private readonly TestClock clock = new();

    [Fact]
    public async Task A_device_that_is_used_stays_signed_in_and_one_that_is_not_is_forgotten()
    {
        await using var app = new ChatApp(clock: clock);
        using var ann = await app.SignUpAsync("ann");
        using var phone = app.Visit();
        await phone.SignInAsync(ann.UserName);
        Assert.Equal(2, await SessionsAsync(app));

        clock.Skip(TimeSpan.FromDays(40));
        await ann.PageAsync("/rooms");
        clock.Skip(TimeSpan.FromDays(40));

        await Eventually.IsTrueAsync(async () => await SessionsAsync(app) == 1);
        await ann.PageAsync("/rooms");
        using var answer = await phone.GetAsync("/rooms");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Saving_ones_profile_is_using_the_device()
    {
        await using var app = new ChatApp(clock: clock);
        using var ann = await app.SignUpAsync("ann");
        using var phone = app.Visit();
        await phone.SignInAsync(ann.UserName);

        clock.Skip(TimeSpan.FromDays(20));
        using var saved = await ann.PostAsync("/account", ("DisplayName", "Ann"));
        clock.Skip(TimeSpan.FromDays(50));

        await Eventually.IsTrueAsync(async () => await SessionsAsync(app) == 1);
        await ann.PageAsync("/rooms");
    }

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("application/json")]
    public async Task Whoever_is_signed_out_just_before_the_stream_opens_gets_none(string accept)
    {
        // While the clock stands still no stream ends of old age.
        await using var app = new ChatApp(clock: clock);
        using var ann = await app.SignUpAsync("ann");
        var session = await app.AskAsync(db => db.Sessions.SingleAsync());
        await using var scope = app.Services.CreateAsyncScope();
        var request = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        request.Request.Path = "/events";
        request.Request.Headers.Accept = accept;
        request.Request.QueryString = new QueryString("?wait=25");
        request.User = new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, $"{ann.Id}"), new(Claims.Session, $"{session.Id}")], Sessions.Scheme));

        using var signedOut = await ann.PostAsync("/signout");
        await scope.ServiceProvider.GetRequiredService<Events>().HandleAsync(request);

        Assert.Equal(StatusCodes.Status401Unauthorized, request.Response.StatusCode);
    }

    private static Task<int> SessionsAsync(ChatApp app) => app.AskAsync(db => db.Sessions.CountAsync());
}
