using System.Net;
using Chat.Tests.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Reactions;

/// <summary>Each person has each emoji once on a message, and takes it back at will.</summary>
public sealed class ReactingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    /// <summary>Twenty different ones.</summary>
    private static readonly string[] Many = [.. Enumerable.Range(0x1F600, 20).Select(char.ConvertFromUtf32)];

    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Chips_count_who_reacted_in_the_order_in_which_they_came()
    {
        var (ann, bob, room, number) = await TalkAsync();

        await ann.ReactAsync(room, number, "🎉");
        await bob.ReactAsync(room, number, "👍🏽");
        await bob.ReactAsync(room, number, "🎉");

        Assert.Equal([$"🎉 2 [{ann.Id} {bob.Id}]", $"👍🏽 1 [{bob.Id}]"], await ann.ChipsAsync(room, number));
        await ann.ReactAsync(room, number, "🎉", remove: true);
        // An emoji stands where the first of those who still have it has put it.
        Assert.Equal([$"👍🏽 1 [{bob.Id}]", $"🎉 1 [{bob.Id}]"], await ann.ChipsAsync(room, number));
        await bob.ReactAsync(room, number, "🎉", remove: true);
        await bob.ReactAsync(room, number, "👍🏽", remove: true);
        Assert.Null((await ann.PageAsync($"/rooms/{room}")).QuerySelector(".reactions"));
    }

    [Fact]
    public async Task A_reaction_is_news_to_everybody_at_once_and_the_message_stays_unedited()
    {
        var (ann, bob, room, number) = await TalkAsync();
        await using var stream = await bob.StreamAsync($"rooms={room}:{number}&client=bob");
        await stream.NextAsync("hello");

        var done = await ann.ReactAsync(room, number, "❤️");

        var change = await stream.NextAsync("change");
        while (change.GetProperty("rev").GetInt64() < done.Rev)
            change = await stream.NextAsync("change");
        Assert.Equal(number, change.GetProperty("number").GetInt64());
        Assert.Contains($"data-people='{ann.Id}'", change.GetProperty("html").GetString()!, StringComparison.Ordinal);
        Assert.DoesNotContain("edited", change.GetProperty("html").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_reaction_again_changes_nothing()
    {
        var (ann, _, room, number) = await TalkAsync();

        var first = await ann.ReactAsync(room, number, "👀");
        var second = await ann.ReactAsync(room, number, "👀");
        await ann.ReactAsync(room, number, "🙏", remove: true);

        Assert.Equal(first.Rev, second.Rev);
        Assert.Equal([$"👀 1 [{ann.Id}]"], await ann.ChipsAsync(room, number));
    }

    [Fact]
    public async Task Clicks_that_race_leave_one_row_each_and_the_right_count()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"Race {Guid.NewGuid():N}");
        var number = (await ann.SayAsync(room, "Ready?")).Number;
        var crowd = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.SignUpAsync("racer")));
        foreach (var person in crowd)
            await person.JoinAsync(room);

        await Task.WhenAll(crowd.SelectMany(person => Enumerable.Range(0, 4).Select(_ => person.ReactAsync(room, number, "🏁"))));

        Assert.Equal(crowd.Length, await app.AskAsync(db => db.Reactions.CountAsync(r => r.RoomId == room && r.Number == number)));
        var chip = Assert.Single(await ann.ChipsAsync(room, number));
        Assert.StartsWith($"🏁 {crowd.Length} [", chip, StringComparison.Ordinal);
        Assert.All(crowd, person => Assert.Contains($"{person.Id}", chip, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("👍👍")]
    [InlineData("<b>")]
    [InlineData("👍'><script>")]
    public async Task What_is_not_one_emoji_is_refused(string text)
    {
        var (ann, _, room, number) = await TalkAsync();

        using var answer = await ann.TryReactAsync(room, number, text);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Choose one emoji."), (answer.StatusCode, await answer.ComplaintAsync()));
    }

    [Fact]
    public async Task A_message_has_twenty_different_reactions_at_most()
    {
        var (ann, bob, room, number) = await TalkAsync();
        foreach (var emoji in Many)
            await ann.ReactAsync(room, number, emoji);

        using var answer = await bob.TryReactAsync(room, number, "🦄");
        await bob.ReactAsync(room, number, Many[0]);

        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "A message has at most 20 different reactions."),
            (answer.StatusCode, await answer.ComplaintAsync()));
        Assert.Equal(20, (await bob.ChipsAsync(room, number)).Count);
    }

    [Fact]
    public async Task Many_people_with_an_emoji_of_their_own_at_once_stay_within_the_bound()
    {
        var (ann, bob, room, number) = await TalkAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0x1F600, 40).Select(sign => (sign % 2 == 0 ? ann : bob).TryReactAsync(room, number, char.ConvertFromUtf32(sign))));

        Assert.Equal(20, answers.Count(answer => answer.StatusCode is HttpStatusCode.OK));
        Assert.Equal(20, (await ann.ChipsAsync(room, number)).Count);
    }

    [Fact]
    public async Task A_deleted_message_takes_no_reactions_and_keeps_none()
    {
        var (ann, bob, room, number) = await TalkAsync();
        await bob.ReactAsync(room, number, "😢");
        await ann.DeleteAsync(room, number);

        using var answer = await bob.TryReactAsync(room, number, "😢");

        Assert.Equal((HttpStatusCode.Conflict, "This message has been deleted."), (answer.StatusCode, await answer.ComplaintAsync()));
        Assert.Empty(await bob.ChipsAsync(room, number));
        Assert.False(await app.AskAsync(db => db.Reactions.AnyAsync(r => r.RoomId == room)));
    }

    [Fact]
    public async Task Reacting_races_deletion_and_nothing_is_left_behind()
    {
        var (ann, bob, room, number) = await TalkAsync();

        var reacting = Task.WhenAll(Many.Select(emoji => bob.TryReactAsync(room, number, emoji)));
        await ann.DeleteAsync(room, number);
        var answers = await reacting;

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict));
        Assert.Empty(await bob.ChipsAsync(room, number));
        Assert.False(await app.AskAsync(db => db.Reactions.AnyAsync(r => r.RoomId == room)));
    }

    [Fact]
    public async Task Who_is_not_in_the_room_finds_nothing_there()
    {
        var (ann, _, room, number) = await TalkAsync();
        using var eve = await app.SignUpAsync("eve");

        using var reacting = await eve.TryReactAsync(room, number, "👍");
        using var looking = await eve.GetAsync($"/rooms/{room}/{number}/reactions");
        using var elsewhere = await ann.TryReactAsync(room, number + 1, "👍");

        Assert.All([reacting, looking, elsewhere], answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
    }

    [Theory]
    [InlineData("read-only", true)]
    [InlineData("archive", false)]
    [InlineData("silence", false)]
    public async Task Whoever_reads_may_react_but_not_the_silenced_and_not_in_an_archive(string rule, bool may)
    {
        var (ann, bob, room, number) = await TalkAsync();
        if (rule == "silence")
            await ann.SilenceAsync(room, bob);
        else if (rule == "archive")
            await ann.SetAsync(room, "archive");
        else
            await ann.SetReadOnlyAsync(room, true);

        using var answer = await bob.TryReactAsync(room, number, "👍");

        Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(may ? 1 : 0, (await ann.ChipsAsync(room, number)).Count);
    }

    [Fact]
    public async Task Whoever_has_been_cut_off_reacts_no_more()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.OpenDirectAsync(bob.Id);
        var number = (await ann.SayAsync(room, "Hello?")).Number;
        using var blocked = await ann.PostAsync($"/people/{bob.Id}/block");

        using var answer = await bob.TryReactAsync(room, number, "😡");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Without_scripts_a_chip_leads_to_a_page_with_the_forms()
    {
        var (ann, bob, room, number) = await TalkAsync();
        await bob.ReactAsync(room, number, "🎂");

        using var led = await ann.SubmitAsync(await ann.PageAsync($"/rooms/{room}"), $"#m{number} form.reactions");
        var page = await Visitor.ReadAsync(led);
        using var joined = await ann.SubmitAsync(page, "li[data-emoji='🎂'] form");
        page = await ann.FollowAsync(joined);
        Assert.Equal(["bob, ann"], page.Texts(".names"));
        using var added = await ann.SubmitAsync(page, "section form", ("Emoji", "☕"));
        page = await ann.FollowAsync(added);
        using var takenBack = await ann.SubmitAsync(page, "li[data-emoji='🎂'] form");
        page = await ann.FollowAsync(takenBack);

        Assert.Equal(["bob", "ann"], page.Texts(".names"));
        using var refused = await ann.SubmitAsync(page, "section form", ("Emoji", "coffee"));
        Assert.Equal("Choose one emoji.", (await Visitor.ReadAsync(refused)).ErrorOf("Emoji"));
    }

    [Fact]
    public async Task A_flood_of_reactions_is_slowed()
    {
        await using var strict = new ChatApp(settings: ("Chat:Limits:Reactions", "3"));
        using var ann = await strict.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Flood");
        var number = (await ann.SayAsync(room, "Go on")).Number;
        foreach (var emoji in Many[..3])
            await ann.ReactAsync(room, number, emoji);

        using var answer = await ann.TryReactAsync(room, number, Many[3]);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    /// <summary>Ann has said something, and Bob is there.</summary>
    private async Task<(Visitor Ann, Visitor Bob, long Room, long Number)> TalkAsync()
    {
        var ann = await app.SignUpAsync("ann");
        var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync($"Talk {Guid.NewGuid():N}");
        await bob.JoinAsync(room);
        return (ann, bob, room, (await ann.SayAsync(room, "What do you think?")).Number);
    }
}
