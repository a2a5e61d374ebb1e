using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Accounts;

public sealed class FirstPersonTests
{
    [Fact]
    public async Task The_first_person_lands_in_a_first_room()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");

        Assert.Matches("^/rooms/[0-9]+$", ann.Landing);
        Assert.Equal("Lobby", (await ann.PageAsync(ann.Landing)).Heading());
    }

    [Fact]
    public async Task Only_the_first_person_administers_the_server()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");

        Assert.Equal([ann.Id], await app.AskAsync(db => db.Users.Where(p => p.IsAdministrator).Select(p => p.Id).ToListAsync()));
    }

    [Fact]
    public async Task Of_two_first_people_at_the_same_moment_one_administers_the_server()
    {
        await using var app = new ChatApp();
        var people = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.SignUpAsync("first")));

        Assert.Single(people, person => person.Landing != "/rooms");
        Assert.Equal(1, await app.AskAsync(db => db.Users.CountAsync(p => p.IsAdministrator)));
        foreach (var person in people)
            person.Dispose();
    }

    [Fact]
    public async Task The_front_door_leads_to_sign_up_until_somebody_has()
    {
        await using var app = new ChatApp();
        using var stranger = app.Visit();
        using var before = await stranger.GetAsync("/");
        using var ann = await app.SignUpAsync("ann");

        using var after = await stranger.GetAsync("/");

        Assert.Equal("/signup", before.Headers.Location!.ToString());
        Assert.Equal("/signin", after.Headers.Location!.ToString());
    }

    [Fact]
    public async Task The_front_door_leads_whoever_is_in_one_room_only_into_it()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ann.GetAsync("/");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(ann.Landing, answer.Headers.Location!.ToString());
    }
}
