using System.Net;
using Chat.Accounts;
using Chat.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Admin;

public sealed class DeactivationTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task A_closed_account_is_signed_out_everywhere_at_once()
    {
        // While the clock stands still no stream ends of old age.
        await using var still = new ChatApp(clock: new TestClock());
        using var root = await still.SignUpAsync("root");
        using var bob = await still.SignUpAsync("bob");
        using var phone = still.Visit();
        await phone.SignInAsync(bob.UserName);
        await using var stream = await phone.StreamAsync("rooms=");
        await stream.NextAsync("hello");

        await root.HasDoneAsync(bob.Id, "deactivate", ("Reason", "left the company"));

        Assert.True(await stream.EndsAsync());
        using var answer = await bob.GetAsync("/rooms");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(["deactivate: left the company"], await still.DeedsAsync(root.Id));
    }

    [Fact]
    public async Task Who_knows_the_password_is_told_that_the_account_is_closed_and_nobody_else_is()
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");
        await root.HasDoneAsync(bob.Id, "deactivate");
        using var stranger = app.Visit();

        using var right = await stranger.PostAsync("/signin", ("UserName", bob.UserName), ("Password", Visitor.Password));
        using var wrong = await stranger.PostAsync("/signin", ("UserName", bob.UserName), ("Password", "not the password"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.StatusCode);
        Assert.Equal("This account is closed. An administrator can open it again.", (await Visitor.ReadAsync(right)).Alert());
        Assert.Equal("User name or password is wrong.", (await Visitor.ReadAsync(wrong)).Alert());
    }

    [Fact]
    public async Task What_they_wrote_stays_and_opening_the_account_brings_all_back()
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");
        var room = await bob.CreateRoomAsync($"Bob's {bob.Id}");
        await root.JoinAsync(room);
        await bob.SayAsync(room, "remember me");

        await root.HasDoneAsync(bob.Id, "deactivate");
        Assert.Equal([(1, "remember me")], await root.ReadRoomAsync($"/rooms/{room}"));
        await root.HasDoneAsync(bob.Id, "reactivate");

        using var again = app.Visit();
        await again.SignInAsync(bob.UserName);
        await again.SayAsync(room, "back again");
        Assert.Equal(["reactivate", "deactivate"], await app.DeedsAsync(root.Id));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_counts_once()
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");
        await root.TokenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => root.DoAsync(bob.Id, "deactivate")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode));
        Assert.Equal(["deactivate"], await app.DeedsAsync(root.Id));
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        await using var small = new ChatApp();
        using var root = await small.SignUpAsync("root");

        using var answer = await root.DoAsync(root.Id, "deactivate");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("Somebody has to administer the server: make another administrator first.", (await Visitor.ReadAsync(answer)).Alert());
        await root.PageAsync("/admin");
        Assert.Empty(await small.DeedsAsync(root.Id));
    }

    [Fact]
    public async Task Of_two_administrators_who_close_each_other_at_once_one_stays()
    {
        await using var small = new ChatApp();
        using var ann = await small.SignUpAsync("ann");
        using var bob = await small.AdministratorAsync("bob");
        await Task.WhenAll(ann.TokenAsync(), bob.TokenAsync());

        var answers = await Task.WhenAll(ann.DoAsync(bob.Id, "deactivate"), bob.DoAsync(ann.Id, "deactivate"));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.SeeOther);
        Assert.Equal(1, await small.AskAsync(db => db.Users.CountAsync(p => p.IsAdministrator && p.DeactivatedAt == null)));
    }

    [Fact]
    public async Task A_profile_that_is_saved_at_the_same_moment_does_not_open_the_account()
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");
        await using var scope = app.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var before = (await people.FindByNameAsync(bob.UserName))!;

        await root.HasDoneAsync(bob.Id, "deactivate");
        var saved = await people.UpdateAsync(before);

        Assert.False(saved.Succeeded);
        Assert.True(await app.AskAsync(db => db.Users.AnyAsync(p => p.Id == bob.Id && p.DeactivatedAt != null)));
    }

    [Fact]
    public async Task A_sign_in_that_is_under_way_comes_too_late()
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");
        await using var scope = app.Services.CreateAsyncScope();
        var person = await scope.ServiceProvider.GetRequiredService<Credentials>().CheckAsync(bob.UserName, Visitor.Password);

        await root.HasDoneAsync(bob.Id, "deactivate");
        var started = await app.Services.GetRequiredService<Sessions>()
            .StartAsync(new DefaultHttpContext { RequestServices = scope.ServiceProvider }, person!);

        Assert.False(started);
        Assert.Equal(0, await app.AskAsync(db => db.Sessions.CountAsync(s => s.PersonId == bob.Id)));
    }

    [Fact]
    public async Task A_reason_that_is_a_book_is_refused_and_kept_in_the_form()
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");

        using var answer = await root.DoAsync(bob.Id, "deactivate", ("Reason", new string('x', 301)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull((await Visitor.ReadAsync(answer)).ErrorOf("Reason"));
        await bob.PageAsync("/rooms");
    }
}
