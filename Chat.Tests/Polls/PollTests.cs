using System.Net;
using Chat.Tests.Reactions;
using Chat.Tests.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Polls;

/// <summary>A question in a message, and the votes of those who read it.</summary>
public sealed class PollTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task A_poll_is_a_message_with_its_options_and_a_vote_takes_the_place_of_the_one_before()
    {
        var (ann, bob, room) = await MeetAsync();
        var poll = await ann.AskAsync(room, "Lunch *where*?", options: ["Pizza", "<b>국수</b>", ""]);

        await bob.VoteAsync(room, poll.Number, 0);
        await ann.VoteAsync(room, poll.Number, 1);
        await bob.VoteAsync(room, poll.Number, 1);

        Assert.Equal(["Pizza 0 []", $"<b>국수</b> 2 [{ann.Id} {bob.Id}]"], await bob.BallotAsync(room, poll.Number));
        var page = await bob.PageAsync($"/rooms/{room}");
        Assert.Equal("where", page.QuerySelector(".body em")!.TextContent);
        Assert.Equal("2", page.QuerySelector(".poll .voters")!.TextContent);
        await bob.VoteAsync(room, poll.Number, 1, remove: true);
        Assert.Equal(["Pizza 0 []", $"<b>국수</b> 1 [{ann.Id}]"], await bob.BallotAsync(room, poll.Number));
    }

    [Fact]
    public async Task Where_several_may_be_chosen_they_stand_beside_each_other()
    {
        var (ann, bob, room) = await MeetAsync();
        var poll = await ann.AskAsync(room, "Which days?", several: true, "Monday", "Tuesday", "Friday");

        await bob.VoteAsync(room, poll.Number, 0);
        await bob.VoteAsync(room, poll.Number, 2);

        Assert.Equal([$"Monday 1 [{bob.Id}]", "Tuesday 0 []", $"Friday 1 [{bob.Id}]"], await ann.BallotAsync(room, poll.Number));
        Assert.Equal("1", (await ann.PageAsync($"/rooms/{room}")).QuerySelector(".poll .voters")!.TextContent);
    }

    [Fact]
    public async Task Votes_from_two_devices_at_once_count_once()
    {
        var (ann, bob, room) = await MeetAsync();
        using var phone = app.Visit();
        await phone.SignInAsync(bob.UserName);
        var poll = await ann.AskAsync(room, "Ready?", options: ["Yes", "No"]);

        await Task.WhenAll(Enumerable.Range(0, 10).SelectMany(_ => new[] { bob.VoteAsync(room, poll.Number, 0), phone.VoteAsync(room, poll.Number, 1) }));

        var vote = await app.AskAsync(db => db.Votes.Where(v => v.RoomId == room).SingleAsync());
        Assert.Equal(bob.Id, vote.PersonId);
        Assert.Equal("1", (await ann.PageAsync($"/rooms/{room}")).QuerySelector(".poll .voters")!.TextContent);
    }

    [Fact]
    public async Task The_author_or_a_moderator_closes_it_and_then_nobody_votes()
    {
        var (ann, bob, room) = await MeetAsync();
        var mine = await bob.AskAsync(room, "Mine?", options: ["Yes", "No"]);
        var hers = await ann.AskAsync(room, "Hers?", options: ["Yes", "No"]);
        await bob.VoteAsync(room, mine.Number, 0);

        using var refused = await bob.PostJsonAsync($"/rooms/{room}/{hers.Number}/poll/close");
        using var byAuthor = await bob.PostJsonAsync($"/rooms/{room}/{mine.Number}/poll/close");
        using var late = await ann.TryVoteAsync(room, mine.Number, 1);
        var another = await bob.AskAsync(room, "Another?", options: ["Yes", "No"]);
        using var byOwner = await ann.PostJsonAsync($"/rooms/{room}/{another.Number}/poll/close");

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, byAuthor.StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "The poll is closed."), (late.StatusCode, await late.ComplaintAsync()));
        Assert.Equal(HttpStatusCode.OK, byOwner.StatusCode);
        var page = await ann.PageAsync($"/rooms/{room}");
        Assert.Empty(page.QuerySelectorAll($"#m{mine.Number} button.option"));
        Assert.Equal([$"Yes 1 [{bob.Id}]", "No 0 []"], await ann.BallotAsync(room, mine.Number));
    }

    [Theory]
    [InlineData("", "Question", "Write something first.", "Yes", "No")]
    [InlineData("One?", "Option", "A poll needs at least 2 options.", "Yes", " ")]
    [InlineData("Same?", "Option", "Two options are the same.", "Yes", "YES")]
    [InlineData("Many?", "Option", "A poll has at most 10 options.", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11")]
    [InlineData("Odd?", "Option", "There are characters in it that can't be shown.", "Yes", "N\u0001o")]
    public async Task What_makes_no_poll_is_refused_beside_the_field_and_what_was_typed_is_kept(string question, string field, string why, params string[] options)
    {
        var (ann, _, room) = await MeetAsync();

        using var answer = await ann.PostAsync($"/rooms/{room}/poll", [("Question", question), .. options.Select(option => ("Option", option))]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal(why, page.ErrorOf(field));
        Assert.Equal(options[0], page.QuerySelector("input[name=Option]")!.GetAttribute("value"));
        Assert.Empty(await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task Questions_and_options_have_a_bound()
    {
        var (ann, _, room) = await MeetAsync();

        using var question = await ann.TryAskAsync(room, new string('q', 501), several: false, "Yes", "No");
        using var option = await ann.TryAskAsync(room, "Well?", several: false, "Yes", new string('o', 101));

        Assert.Equal("At most 500 characters.", await question.ComplaintAsync());
        Assert.Equal("At most 100 characters.", await option.ComplaintAsync());
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_poll()
    {
        var (ann, _, room) = await MeetAsync();
        var page = await ann.PageAsync($"/rooms/{room}/poll?question=Coffee%3F");
        Assert.Equal("Coffee?", page.ValueOf("Question"));

        // The first two of the fields have one name: both are typed by hand here.
        var (client, fields) = (page.ValueOf("ClientId")!, new[] { ("Question", "Coffee?"), ("Option", "Yes"), ("Option", "No") });
        using var first = await ann.PostAsync($"/rooms/{room}/poll", [("ClientId", client), .. fields]);
        using var second = await ann.PostAsync($"/rooms/{room}/poll", [("ClientId", client), .. fields]);

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (first.StatusCode, second.StatusCode));
        Assert.Equal([(1, "Coffee?")], await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Theory]
    [InlineData("read-only", true)]
    [InlineData("archive", false)]
    [InlineData("silence", false)]
    public async Task Whoever_reads_may_vote_but_not_the_silenced_and_not_in_an_archive(string rule, bool may)
    {
        var (ann, bob, room) = await MeetAsync();
        var poll = await ann.AskAsync(room, "Well?", options: ["Yes", "No"]);
        if (rule == "silence")
            await ann.SilenceAsync(room, bob);
        else if (rule == "archive")
            await ann.SetAsync(room, "archive");
        else
            await ann.SetReadOnlyAsync(room, true);

        using var vote = await bob.TryVoteAsync(room, poll.Number, 0);
        using var ask = await bob.TryAskAsync(room, "May I?", several: false, "Yes", "No");

        Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.Forbidden, vote.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, ask.StatusCode);
    }

    [Fact]
    public async Task Who_is_not_in_the_room_finds_no_poll_and_what_is_no_option_gets_no_vote()
    {
        var (ann, bob, room) = await MeetAsync();
        using var eve = await app.SignUpAsync("eve");
        var poll = await ann.AskAsync(room, "Well?", options: ["Yes", "No"]);
        var said = await ann.SayAsync(room, "no poll");

        using var foreign = await eve.TryVoteAsync(room, poll.Number, 0);
        using var looking = await eve.GetAsync($"/rooms/{room}/{poll.Number}/poll");
        using var asking = await eve.GetAsync($"/rooms/{room}/poll");
        using var none = await bob.TryVoteAsync(room, poll.Number, 2);
        using var plain = await bob.TryVoteAsync(room, said.Number, 0);

        Assert.All([foreign, looking, asking, none, plain], answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
    }

    [Fact]
    public async Task A_deleted_poll_leaves_neither_options_nor_votes()
    {
        var (ann, bob, room) = await MeetAsync();
        var poll = await ann.AskAsync(room, "Well?", options: ["Yes", "No"]);
        await bob.VoteAsync(room, poll.Number, 0);
        await ann.DeleteAsync(room, poll.Number);

        using var answer = await bob.TryVoteAsync(room, poll.Number, 1);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await bob.BallotAsync(room, poll.Number));
        Assert.False(await app.AskAsync(db => db.Votes.AnyAsync(v => v.RoomId == room)));
    }

    [Fact]
    public async Task Without_scripts_one_votes_changes_ones_mind_and_closes_on_the_polls_page()
    {
        var (ann, bob, room) = await MeetAsync();
        var poll = await ann.AskAsync(room, "Lunch?", options: ["Pizza", "Noodles"]);

        using var led = await bob.SubmitAsync(await bob.PageAsync($"/rooms/{room}"), $"#m{poll.Number} form.poll");
        var page = await Visitor.ReadAsync(led);
        Assert.Null(page.QuerySelector("form[action$='/close']"));
        using var voted = await bob.SubmitAsync(page, "li:first-child form");
        page = await bob.FollowAsync(voted);
        Assert.Equal(["bob"], page.Texts("li.mine .names"));
        using var changed = await bob.SubmitAsync(page, "li:last-child form");
        page = await bob.FollowAsync(changed);
        Assert.Equal("Noodles", page.QuerySelector("li.mine .text")!.TextContent);
        using var closed = await ann.SubmitAsync(await ann.PageAsync($"/rooms/{room}/{poll.Number}/poll"), "form[action$='/close']");
        page = await ann.FollowAsync(closed);

        Assert.Contains("The poll is closed.", page.Words(), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main form[method=post]"));
    }

    /// <summary>A room of Ann's with Bob in it.</summary>
    private async Task<(Visitor Ann, Visitor Bob, long Room)> MeetAsync()
    {
        var ann = await app.SignUpAsync("ann");
        var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync($"Asked {Guid.NewGuid():N}");
        await bob.JoinAsync(room);
        return (ann, bob, room);
    }
}
