namespace Chat.E2E.Messages;

[Collection(Stages.Everyday)]
public sealed class ReadingTests(Stage stage)
{
    [Fact]
    public Task A_room_opens_where_one_left_off() => stage.PlayAsync(async cast =>
    {
        var (ann, _, room) = await MeetAsync(cast, "Bookmark", 80, read: 30);

        await ann.Enters(room);

        await Expect(ann.Page.Locator("#new")).ToBeInViewportAsync();
        await Expect(ann.Page.Locator("#new + .message")).ToHaveAttributeAsync("id", "m31");
        await ann.SeesUnread("Bookmark", 50);
        await ann.ScrollsToTheEnd();
        await ann.SeesUnread("Bookmark", 0);
        await Expect(ann.Page.Locator("#new")).ToHaveCountAsync(1);
    });

    [Fact]
    public Task Who_never_read_a_long_room_begins_at_its_beginning() => stage.PlayAsync(async cast =>
    {
        var (ann, _, room) = await MeetAsync(cast, "Unopened", 80, read: 0);

        await ann.Enters(room);

        await Expect(ann.Message("line 1")).ToBeInViewportAsync();
        await ann.SeesUnread("Unopened", 80);
        await ann.ScrollsToTheEnd();
        await ann.SeesUnread("Unopened", 0);
        await ann.SeesExactly(Enumerable.Range(1, 80).Select(number => $"line {number}"));
    });

    [Fact]
    public Task Unread_counts_follow_the_talk_and_clear_on_every_device() => stage.PlayAsync(async cast =>
    {
        var (ann, bob, room) = await MeetAsync(cast, "Counted", 3);
        var elsewhere = await ann.HasRoom("Quiet place");
        await ann.Enters(room);
        await ann.SeesUnread("Counted", 0);
        await ann.Enters(elsewhere);
        var phone = await ann.TakesAnotherDevice();
        await phone.Enters(elsewhere);
        await bob.Enters(room);

        await bob.Says("one", "two");
        await ann.SeesUnread("Counted", 2);
        await ann.SeesTitle("(2) Quiet place – Chat");
        await phone.SeesUnread("Counted", 2);

        await phone.InSidebar("Counted").ClickAsync();
        await phone.Sees("two");
        await phone.SeesUnread("Counted", 0);
        await ann.SeesUnread("Counted", 0);
        await ann.SeesTitle("Quiet place – Chat");
    });

    [Fact]
    public Task Older_pages_come_without_a_jump() => stage.PlayAsync(async cast =>
    {
        var (ann, _, room) = await MeetAsync(cast, "Archive", 230);
        await ann.Enters(room);
        await Expect(ann.Message("line 230")).ToBeInViewportAsync();

        var jumps = await ann.Page.EvaluateAsync<int>("""
            async () => {
              const scroller = document.getElementById("timeline");
              const frame = () => new Promise(requestAnimationFrame);
              let jumps = 0;
              while (!document.getElementById("m1")) {
                scroller.scrollTop -= 400;
                const top = scroller.getBoundingClientRect().top;
                const anchor = [...document.querySelectorAll(".message")].find(message => message.getBoundingClientRect().bottom > top);
                const before = anchor.getBoundingClientRect().top;
                for (let frames = 0; frames < 6; frames++) await frame();
                if (Math.abs(anchor.getBoundingClientRect().top - before) > 2) jumps++;
              }
              return jumps;
            }
            """);

        Assert.Equal(0, jumps);
        await ann.SeesExactly(Enumerable.Range(1, 230).Select(number => $"line {number}"));
    });

    [Fact]
    public Task A_link_to_a_message_opens_around_it_and_pages_both_ways() => stage.PlayAsync(async cast =>
    {
        var (ann, _, room) = await MeetAsync(cast, "Linked", 200);

        await ann.Enters(room, "/100");

        await Expect(ann.Page.Locator(".message.highlighted")).ToContainTextAsync("line 100");
        await Expect(ann.Page.Locator("#m100")).ToBeInViewportAsync(new() { Ratio = 1 });
        await ann.ScrollsToTheBeginning();
        await ann.Sees("line 1");
        await ann.ScrollsToTheEnd();
        await ann.Sees("line 200");
        await ann.SeesExactly(Enumerable.Range(1, 200).Select(number => $"line {number}"));
    });

    [Fact]
    public Task Who_reads_further_up_is_told_of_news_and_not_moved() => stage.PlayAsync(async cast =>
    {
        var (ann, bob, room) = await MeetAsync(cast, "Upstairs", 60);
        await ann.Enters(room);
        await bob.Enters(room);
        await ann.SeesUnread("Upstairs", 0);
        await ann.Page.EvaluateAsync("() => { document.getElementById('timeline').scrollTop = -600; }");
        var where = "() => Math.round(document.getElementById('m45').getBoundingClientRect().top)";
        var before = await ann.Page.EvaluateAsync<int>(where);

        await bob.Says("news", "more news");

        var pill = ann.Page.Locator("#jump");
        await Expect(pill).ToHaveTextAsync("2 new, jump to latest");
        Assert.Equal(before, await ann.Page.EvaluateAsync<int>(where));
        await pill.ClickAsync();
        await Expect(ann.Message("more news")).ToBeInViewportAsync();
        await Expect(pill).ToBeHiddenAsync();
        await ann.SeesUnread("Upstairs", 0);
    });

    [Fact]
    public Task A_hundred_thousand_characters_are_folded() => stage.PlayAsync(async cast =>
    {
        var (ann, bob, room) = await MeetAsync(cast, "Novel", 1);
        await ann.Enters(room);
        await bob.Enters(room);
        var novel = string.Concat(Enumerable.Repeat("가나다라 마바사 아자차. ", 7_692))[..100_000];

        await bob.HasSaid(room, novel.Trim());

        var message = ann.Page.Locator("#m2");
        await Expect(message.Locator(".unfold")).ToHaveTextAsync("Show all");
        Assert.InRange((await message.BoundingBoxAsync())!.Height, 50, 500);
        await ann.Presses("Show all");
        await Expect(message.Locator(".unfold")).ToHaveTextAsync("Show less");
        Assert.True((await message.BoundingBoxAsync())!.Height > 5_000);
        Assert.Equal(novel.Trim(), (await message.Locator(".body").TextContentAsync())!.Trim());
    });

    /// <summary>Ann and Bob in a room in which Bob has said a number of lines.</summary>
    private static async Task<(Person Ann, Person Bob, long Room)> MeetAsync(Cast cast, string name, int lines, int? read = null)
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        var room = await bob.HasRoom(name);
        await ann.HasJoined(name);
        await bob.HasSaid(room, Enumerable.Range(1, lines).Select(number => $"line {number}"));
        await ann.PostsAsync($"/rooms/{room}/read", ("Number", $"{read ?? lines}"));
        return (ann, bob, room);
    }
}
