using System.Net;
using System.Text.Json;
using Chat.Tests.Rooms;

namespace Chat.Tests.Mentions;

/// <summary>Whom and what one is offered while one writes, and what becomes of commands.</summary>
public sealed class CompletionTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task People_in_the_room_are_found_by_a_part_of_either_name_who_spoke_lately_first()
    {
        using var ann = await app.SignUpAsync("ann");
        using var kim = await app.SignUpAsync("김민지");
        using var park = await app.SignUpAsync("박민수");
        using var away = await app.SignUpAsync("민들레");
        var room = await ann.CreateRoomAsync("Finding");
        await kim.JoinAsync(room);
        await park.JoinAsync(room);
        await park.SayAsync(room, "여기요");

        Assert.Equal(["박민수", "김민지"], (await ann.CallablesAsync(room, "민")).Names());
        Assert.Equal(["김민지"], (await ann.CallablesAsync(room, kim.UserName)).Names());
        Assert.Equal(["박민수", "김민지"], (await ann.CallablesAsync(room, "")).Names());
        Assert.Equal(["room", "here"], (await ann.CallablesAsync(room, "")).All());
        Assert.Equal(["room"], (await ann.CallablesAsync(room, "ro")).All());
    }

    [Fact]
    public async Task A_direct_chat_has_nobody_to_call_at_once()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.OpenDirectAsync(bob.Id);

        var found = await ann.CallablesAsync(room, "");

        Assert.Equal(["bob"], found.Names());
        Assert.Empty(found.All());
    }

    [Fact]
    public async Task Asking_too_often_is_refused()
    {
        await using var strict = new ChatApp(settings: ("Chat:Limits:Signals", "1"));
        using var ann = await strict.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Strict");
        await ann.CallablesAsync(room, "a");

        using var refused = await ann.GetAsync($"/rooms/{room}/callables?find=b", "application/json");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    [Fact]
    public async Task Commands_work_by_the_form_alone()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Commands");

        foreach (var typed in new[] { "/me waves", "/shrug who knows", "//me" })
        {
            using var answer = await ann.SubmitAsync(await ann.PageAsync($"/rooms/{room}"), "#composer", ("Body", typed));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }

        Assert.Equal([(1, "ann waves"), (2, @"who knows ¯\_(ツ)_/¯"), (3, "/me")], await ann.ReadRoomAsync($"/rooms/{room}"));
        var edit = await ann.PageAsync($"/rooms/{room}/1/edit");
        Assert.Equal("/me waves", edit.QuerySelector("form.edit textarea")!.TextContent);
    }

    [Fact]
    public async Task A_poll_is_made_on_its_page()
    {
        using var ann = await app.SignUpAsync("ann");
        using var eve = await app.SignUpAsync("eve");
        var room = await ann.CreateRoomAsync("Asking");

        using var answer = await ann.PostAsync($"/rooms/{room}/messages", ("Body", "/poll 점심 & tea?"));
        using var script = await ann.PostJsonAsync($"/rooms/{room}/messages", ("Body", "/poll tea?"));
        using var stranger = await eve.PostAsync($"/rooms/{room}/messages", ("Body", "/poll tea?"));

        Assert.Equal($"/rooms/{room}/poll?question={Uri.EscapeDataString("점심 & tea?")}", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, script.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        Assert.Empty(await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Theory]
    [InlineData("/dance all night", "There is no command /dance.")]
    [InlineData("/me", "/me needs some words after it.")]
    public async Task A_command_that_cannot_be_obeyed_sends_nothing_and_says_so(string typed, string why)
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"Wrong {Guid.NewGuid():N}");

        using var answer = await ann.SubmitAsync(await ann.PageAsync($"/rooms/{room}"), "#composer", ("Body", typed));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.StartsWith(why, page.GetElementById("body-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, page.QuerySelector("#body")!.TextContent);
        Assert.Empty(await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task Modules_know_the_commands_that_the_server_knows()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Known");

        var known = JsonDocument.Parse((await ann.PageAsync($"/rooms/{room}")).GetElementById("commands")!.TextContent).RootElement;

        Assert.Equal(
            Chat.Core.SlashCommand.All.Select(command => command.Name),
            known.EnumerateArray().Select(command => command.GetProperty("name").GetString()!));
    }

    [Fact]
    public async Task A_message_without_an_at_costs_no_question_more_and_neither_does_one_with_many()
    {
        using var queries = new Queries();
        await using var own = new ChatApp();
        using var ann = await own.SignUpAsync("ann");
        using var bob = await own.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Costs");
        await bob.JoinAsync(room);
        await ann.SayAsync(room, "first");
        await ann.SayAsync(room, $"@{bob.UserName}");

        var plain = await queries.CountAsync(own, () => ann.SayAsync(room, "plain"));
        var one = await queries.CountAsync(own, () => ann.SayAsync(room, $"@{bob.UserName}"));
        var many = await queries.CountAsync(own, () => ann.SayAsync(room, string.Concat(Enumerable.Repeat($"@{bob.UserName} @x @y ", 20))));

        Assert.Equal(plain + 1, one);
        Assert.Equal(one, many);
    }

    [Fact]
    public async Task The_sidebar_asks_once_for_the_calls_of_all_rooms()
    {
        using var queries = new Queries();
        await using var own = new ChatApp();
        using var ann = await own.SignUpAsync("ann");
        using var bob = await own.SignUpAsync("bob");
        var counts = new List<int>();
        for (var n = 0; n < 3; n++)
        {
            var room = await ann.CreateRoomAsync($"Room {n}");
            await bob.JoinAsync(room);
            await ann.SayAsync(room, "@room");
            await bob.SidebarAsync();
            counts.Add(await queries.CountAsync(own, bob.SidebarAsync));
        }

        Assert.Single(counts.Distinct());
    }
}
