namespace Chat.E2E.App;

/// <summary>What is pushed is shown, once a room, and not to somebody who reads there.</summary>
[Collection(Stages.Whole)]
public sealed class PushTests(WholeStage stage)
{
    private const string Standing =
        "() => navigator.serviceWorker.ready.then(r => r.getNotifications()).then(all => all.map(n => `${n.tag}: ${n.title}: ${n.body}`).sort().join('; '))";

    private static readonly string[] Withdrawn = ["room-42"];

    [Fact]
    public Task It_is_shown_and_the_next_of_the_room_takes_its_place() => PlayAsync(async (ann, worker) =>
    {
        await worker.IsPushed(Message(42, "Ann", "first"));
        await Stands(ann, "room-42: Ann: first");
        await worker.IsPushed(Message(42, "Ann", "second"));
        await worker.IsPushed(Message(57, "Bob", "elsewhere"));

        await Stands(ann, "room-42: Ann: second; room-57: Bob: elsewhere");
    });

    [Fact]
    public Task What_was_read_elsewhere_is_withdrawn() => PlayAsync(async (ann, worker) =>
    {
        await worker.IsPushed(Message(42, "Ann", "first"));
        await worker.IsPushed(Message(57, "Bob", "other"));
        await Stands(ann, "room-42: Ann: first; room-57: Bob: other");
        await worker.IsPushed(new { withdraw = Withdrawn, app_badge = 1 });

        await Stands(ann, "room-57: Bob: other");
    });

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"notification\":{\"title\":7}}")]
    [InlineData("{\"notification\":\"x\",\"app_badge\":\"many\"}")]
    public Task Whatever_comes_something_is_shown(string text) => PlayAsync(async (ann, worker) =>
    {
        await worker.IsPushedText(text);

        await Stands(ann, "news: Chat: There is something new.");
    });

    [Fact]
    public Task Whoever_reads_the_room_is_not_told_and_reading_it_closes_what_stands() => PlayAsync(async (ann, worker) =>
    {
        var room = await ann.HasRoom($"Read {Guid.NewGuid()}");
        await ann.HasSaid(room, "one");
        await worker.IsPushed(Message(room, "Ann", "one"));
        await worker.IsPushed(Message(room + 1_000, "Bob", "stays"));
        await Stands(ann, $"room-{room}: Ann: one; room-{room + 1_000}: Bob: stays");
        await ann.Enters(room);
        await Stands(ann, $"room-{room + 1_000}: Bob: stays");
        await ann.Page.BringToFrontAsync();
        await worker.IsPushed(Message(room, "Ann", "not shown"));
        await worker.IsPushed(Message(room + 2_000, "Bob", "shown"));

        await Stands(ann, $"room-{room + 1_000}: Bob: stays; room-{room + 2_000}: Bob: shown");
    });

    [Fact]
    public Task Who_signs_out_is_shown_nothing_any_more() => PlayAsync(async (ann, worker) =>
    {
        await worker.IsPushed(Message(42, "Ann", "first"));
        await Stands(ann, "room-42: Ann: first");
        await ann.SignsOut();

        await Stands(ann, "");
    });

    private static object Message(long room, string title, string body) => new
    {
        web_push = 8030,
        notification = new
        {
            title,
            body,
            navigate = $"/rooms/{room}/1",
            tag = $"room-{room}",
            lang = "en",
            renotify = false,
            app_badge = 2,
            data = new { room, number = 1 },
        },
    };

    private static async Task Stands(Person person, string expected) =>
        await person.Page.WaitForFunctionAsync($"expected => ({Standing})().then(standing => standing === expected)", expected);

    private Task PlayAsync(Func<Person, Worker, Task> story) => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Worker.Desktop);
        await ann.Context.GrantPermissionsAsync(["notifications"]);
        await ann.Opens("/account");
        await ann.IsServed();
        await story(ann, await Worker.OfAsync(ann));
    });
}
