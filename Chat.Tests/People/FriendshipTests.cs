using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.People;

public sealed class FriendshipTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Whoever_is_asked_accepts_and_both_are_friends()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");

        await ann.DoesAsync("request", bob);
        Assert.Equal([bob.Id], (await ann.PageAsync("/friends")).Listed("#sent"));
        Assert.Equal([ann.Id], (await bob.PageAsync("/friends")).Listed("#received"));
        using var accepted = await bob.SubmitAsync(await bob.PageAsync("/friends"), $"#received form[action='/people/{ann.Id}/accept']");

        var friends = await bob.FollowAsync(accepted);
        Assert.Equal("/friends", accepted.Headers.Location!.ToString());
        Assert.Equal([ann.Id], friends.Listed("#friends"));
        Assert.Null(friends.QuerySelector("#received"));
        Assert.Equal([bob.Id], (await ann.PageAsync("/friends")).Listed("#friends"));
        Assert.Equal("You are friends.", (await ann.ProfileOfAsync(bob)).QuerySelector(".tie")!.TextContent);
        Assert.Equal(0, await RequestsAsync(ann, bob));
        Assert.Equal(1, await FriendshipsAsync(ann, bob));
    }

    [Fact]
    public async Task Each_side_is_offered_what_it_may_do()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");

        Assert.Equal(["direct", "request", "block"], await ann.DeedsAsync(bob));
        await ann.DoesAsync("request", bob);
        Assert.Equal(["direct", "withdraw", "block"], await ann.DeedsAsync(bob));
        Assert.Equal(["direct", "accept", "decline", "block"], await bob.DeedsAsync(ann));
        await bob.DoesAsync("accept", ann);
        Assert.Equal(["direct", "unfriend", "block"], await bob.DeedsAsync(ann));
    }

    [Fact]
    public async Task Whoever_declines_is_nobody_s_friend_and_may_be_asked_again()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await ann.DoesAsync("request", bob);

        await bob.DoesAsync("decline", ann);

        Assert.Equal(0, await RequestsAsync(ann, bob));
        Assert.Equal(0, await FriendshipsAsync(ann, bob));
        await ann.BefriendsAsync(bob);
    }

    [Fact]
    public async Task A_request_that_was_withdrawn_cannot_be_accepted()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await ann.DoesAsync("request", bob);
        await ann.DoesAsync("withdraw", bob);

        using var answer = await bob.TriesAsync("accept", ann);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("This request is no longer there.", (await Visitor.ReadAsync(answer)).Alert());
        Assert.Equal(0, await FriendshipsAsync(ann, bob));
    }

    [Fact]
    public async Task Nobody_accepts_what_they_have_asked_themselves()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await ann.DoesAsync("request", bob);

        using var answer = await ann.TriesAsync("accept", bob);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(0, await FriendshipsAsync(ann, bob));
        Assert.Equal(1, await RequestsAsync(ann, bob));
    }

    [Fact]
    public async Task Two_who_ask_each_other_are_friends()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");

        await ann.DoesAsync("request", bob);
        await bob.DoesAsync("request", ann);

        Assert.Equal(1, await FriendshipsAsync(ann, bob));
        Assert.Equal(0, await RequestsAsync(ann, bob));
    }

    [Fact]
    public async Task Asking_and_accepting_twice_is_doing_it_once()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");

        await ann.DoesAsync("request", bob);
        await ann.DoesAsync("request", bob);
        Assert.Equal(1, await RequestsAsync(ann, bob));
        await bob.DoesAsync("accept", ann);
        await bob.DoesAsync("accept", ann);
        await ann.DoesAsync("request", bob);

        Assert.Equal(1, await FriendshipsAsync(ann, bob));
        Assert.Equal(0, await RequestsAsync(ann, bob));
    }

    [Fact]
    public async Task Friends_part_and_their_chats_stay()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Parting");
        await bob.JoinAsync(room);
        await bob.BefriendsAsync(ann);

        await ann.DoesAsync("unfriend", bob);
        await bob.DoesAsync("unfriend", ann);

        Assert.Equal(0, await FriendshipsAsync(ann, bob));
        Assert.Empty((await bob.PageAsync("/friends")).Listed("#friends"));
        await ann.PageAsync($"/rooms/{room}");
    }

    [Fact]
    public async Task Nobody_is_their_own_friend_or_that_of_nobody()
    {
        using var ann = await app.SignUpAsync("ann");

        foreach (var deed in new[] { "request", "accept", "block" })
        {
            using var oneself = await ann.TriesAsync(deed, ann);
            using var nobody = await ann.PostAsync($"/people/987654321/{deed}");
            Assert.Equal(HttpStatusCode.NotFound, oneself.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
        }
    }

    [Fact]
    public async Task A_form_leads_back_to_the_list_it_stands_in_and_nowhere_else()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var page = await ann.PageAsync($"/people?find={bob.UserName}");

        using var asked = await ann.SubmitAsync(page, $"#person-{bob.Id} form[action$=request]");
        using var lured = await ann.PostAsync($"/people/{bob.Id}/withdraw", ("ReturnUrl", "https://example.org/"));

        Assert.Equal($"/people?find={bob.UserName}", asked.Headers.Location!.ToString());
        Assert.Equal($"/people/{bob.Id}", lured.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("request")]
    [InlineData("withdraw")]
    [InlineData("accept")]
    [InlineData("decline")]
    [InlineData("unfriend")]
    public async Task Both_hear_of_it_on_all_their_devices(string deed)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await PrepareAsync(deed, ann, bob);
        await using var hers = await ann.StreamAsync("rooms=");
        await using var his = await bob.StreamAsync("rooms=");
        await hers.NextAsync("hello");
        await his.NextAsync("hello");

        await ann.DoesAsync(deed, bob);

        Assert.False((await hers.NextAsync("you")).TryGetProperty("room", out _));
        Assert.False((await his.NextAsync("you")).TryGetProperty("room", out _));
    }

    [Fact]
    public async Task A_script_is_told_what_is_wrong_in_json()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");

        using var answer = await ann.PostJsonAsync($"/people/{bob.Id}/accept");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("This request is no longer there.", problem.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("/people/0")]
    [InlineData("/people/-1")]
    [InlineData("/people/987654321")]
    [InlineData("/people/9223372036854775808")]
    [InlineData("/people/abc")]
    [InlineData("/people/1/steal")]
    [InlineData("/people?after=abc")]
    [InlineData("/friends?after=x")]
    public async Task An_address_of_nobody_is_not_found(string address)
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ann.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task PrepareAsync(string deed, Visitor ann, Visitor bob)
    {
        if (deed is "withdraw")
            await ann.DoesAsync("request", bob);
        if (deed is "accept" or "decline")
            await bob.DoesAsync("request", ann);
        if (deed is "unfriend")
            await ann.BefriendsAsync(bob);
    }

    private Task<int> RequestsAsync(Visitor one, Visitor other) => app.AskAsync(db => db.FriendRequests.CountAsync(
        r => (r.FromId == one.Id && r.ToId == other.Id) || (r.FromId == other.Id && r.ToId == one.Id)));

    private Task<int> FriendshipsAsync(Visitor one, Visitor other) => app.AskAsync(db => db.Friendships.CountAsync(
        f => (f.LowId == one.Id && f.HighId == other.Id) || (f.LowId == other.Id && f.HighId == one.Id)));
}
