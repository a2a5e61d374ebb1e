namespace Chat.E2E.Reactions;

/// <summary>Reactions as people give them, and see them come.</summary>
[Collection(Stages.Circle)]
public sealed class ReactionTests(Stage stage)
{
    [Fact]
    public Task A_reaction_shows_at_once_and_reaches_the_others() => stage.PlayAsync(async cast =>
    {
        var (ann, bob, _) = await MeetAsync(cast, "Reacting", "We have a date!");

        await Chooses(ann, "We have a date!", "🎉");
        await SeesChip(ann, "🎉", "1", mine: true);
        await SeesChip(bob, "🎉", "1", mine: false);

        await Chip(bob, "🎉").FocusAsync();
        await bob.Page.Keyboard.PressAsync("Enter");
        await SeesChip(ann, "🎉", "2", mine: true);
        await SeesChip(bob, "🎉", "2", mine: true);
        // The message was replaced, and the keyboard goes on from the same chip.
        await Expect(Chip(bob, "🎉")).ToBeFocusedAsync();
        await bob.Page.Keyboard.PressAsync("Enter");
        await SeesChip(ann, "🎉", "1", mine: true);

        await Chip(bob, "🎉").HoverAsync();
        await Expect(bob.Page.Locator("[role=tooltip]")).ToHaveTextAsync("Ann");
        await Chip(ann, "🎉").ClickAsync();
        await Expect(Chip(bob, "🎉")).ToHaveCountAsync(0);
        await Expect(ann.Page.Locator(".reactions")).ToBeHiddenAsync();
    });

    [Fact]
    public Task Any_emoji_is_found_by_a_word_and_is_offered_first_the_next_time() => stage.PlayAsync(async cast =>
    {
        var (ann, bob, _) = await MeetAsync(cast, "Searching", "Who is hungry?");

        await Opens(ann, "Who is hungry?");
        await ann.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search" }).FillAsync("pretzel");
        await ann.Page.GetByRole(AriaRole.Option).First.ClickAsync();
        await SeesChip(bob, "🥨", "1", mine: false);

        await ann.Page.Locator(".chip.add").ClickAsync();
        await Expect(ann.Page.Locator(".recent button").First).ToHaveTextAsync("🥨");
        await ann.Page.Keyboard.PressAsync("Escape");
        await Expect(ann.Page.Locator("dialog")).ToHaveCountAsync(0);

        await bob.Message("Who is hungry?").HoverAsync();
        await bob.Page.Locator(".message .chip.add").ClickAsync();
        await bob.Page.Locator(".recent button").First.ClickAsync();
        await SeesChip(ann, "👍", "1", mine: false);
    });

    [Fact]
    public Task What_the_server_refuses_is_taken_back_with_a_word() => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var (ann, bob, room) = await MeetAsync(cast, "Refusing", "Quiet now");
        await Chooses(ann, "Quiet now", "👀");
        await SeesChip(bob, "👀", "1", mine: false);
        await ann.PostsAsync($"/rooms/{room}/settings/archive");

        await Chip(bob, "👀").ClickAsync();

        await Expect(bob.Page.Locator(".message > .error")).ToHaveTextAsync("This room is archived: it is there to read, and nobody writes here any more.");
        await SeesChip(bob, "👀", "1", mine: false);
    });

    private static async Task<(Person Ann, Person Bob, long Room)> MeetAsync(Cast cast, string name, string said)
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        var room = await ann.HasRoom(name);
        await bob.HasJoined(name);
        await ann.HasSaid(room, said);
        await ann.Enters(room);
        await bob.Enters(room);
        return (ann, bob, room);
    }

    private static async Task Chooses(Person person, string message, string emoji)
    {
        await Opens(person, message);
        await person.Page.Locator(".recent").GetByText(emoji, new() { Exact = true }).ClickAsync();
    }

    private static async Task Opens(Person person, string message)
    {
        await person.Message(message).HoverAsync();
        await person.Page.Locator(".actions .react").ClickAsync();
    }

    private static ILocator Chip(Person person, string emoji) => person.Page.Locator($".chip[value='{emoji}']");

    private static async Task SeesChip(Person person, string emoji, string count, bool mine)
    {
        await Expect(Chip(person, emoji).Locator(".count")).ToHaveTextAsync(count);
        await Expect(Chip(person, emoji)).ToHaveAttributeAsync("aria-pressed", mine ? "true" : "false");
    }
}
