namespace Chat.E2E.Polls;

/// <summary>A poll as a team holds it.</summary>
[Collection(Stages.Circle)]
public sealed class PollTests(Stage stage)
{
    [Fact]
    public Task A_poll_is_asked_answered_and_closed_before_everybodys_eyes() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        var room = await ann.HasRoom("Polling");
        await bob.HasJoined("Polling");
        await ann.Enters(room);
        await bob.Enters(room);

        await ann.Page.Locator(".plus summary").ClickAsync();
        await ann.Follows("Poll");
        await ann.Fills("Question", "Where do we eat?");
        await ann.Fills("Option 1", "Pizza");
        await ann.Fills("Option 2", "국수");
        await ann.Presses("Ask");
        await Expect(ann.Page.Locator("dialog")).ToHaveCountAsync(0);

        await bob.Sees("Where do we eat?");
        await Option(bob, "국수").ClickAsync();
        await SeesVotes(bob, "국수", "1", mine: true);
        await SeesVotes(ann, "국수", "1", mine: false);
        await Option(bob, "Pizza").ClickAsync();
        await SeesVotes(ann, "국수", "0", mine: false);
        await Option(ann, "Pizza").ClickAsync();
        await SeesVotes(bob, "Pizza", "2", mine: true);
        await Expect(bob.Page.Locator(".voters")).ToHaveTextAsync("2");

        await ann.Page.Locator(".voters").ClickAsync();
        await ann.SeesText("Where do we eat?");
        await Expect(ann.Page.Locator(".poll-options .names")).ToHaveTextAsync("Ann, Bob");
        await ann.Presses("Close the poll");
        await ann.SeesText("The poll is closed.");
        await Expect(bob.Page.Locator(".poll.closed div.option")).ToHaveCountAsync(2);
        await Expect(bob.Page.Locator("div.option[data-mine=true] .text")).ToHaveTextAsync("Pizza");
    });

    private static ILocator Option(Person person, string text) => person.Page.Locator(".poll .option", new() { HasText = text });

    private static async Task SeesVotes(Person person, string text, string count, bool mine)
    {
        await Expect(Option(person, text).Locator(".count")).ToHaveTextAsync(count);
        await Expect(Option(person, text)).ToHaveAttributeAsync("aria-pressed", mine ? "true" : "false");
    }
}
