namespace Chat.E2E.Messages;

[Collection(Stages.Everyday)]
public sealed class WithoutScriptTests(Stage stage)
{
    private static readonly Device Plain = new() { Script = false };

    [Fact]
    public Task Everything_needed_works_with_plain_forms() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.ArrivesAsync("Ann", Plain);
        var bob = await cast.ArrivesAsync("Bob", Plain);
        await ann.SignsUp();
        await ann.SignsOut();
        await ann.SignsIn();
        await bob.SignsUp();

        var room = await ann.CreatesRoom("Plain room", "sesame");
        await bob.Joins("Plain room", "sesame");
        await ann.Says("Hello without script");
        await bob.Opens($"/rooms/{room}");
        await bob.Sees("Hello without script");
        await bob.Says("Hello back");
        await bob.Sees("Hello back");

        await bob.Follows("Settings");
        await bob.Presses("Leave");
        await Expect(bob.InSidebar("Plain room")).ToHaveCountAsync(0);
        await ann.Opens($"/rooms/{room}");
        await ann.SeesExactly("Hello without script", "Hello back");
    });

    [Fact]
    public Task A_long_room_is_paged_through_by_links() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Plain);
        var room = await ann.HasRoom("Long plain room");
        await ann.HasSaid(room, Enumerable.Range(1, 120).Select(number => $"line {number}"));

        await ann.Opens($"/rooms/{room}");
        await Expect(ann.Message("line 120")).ToBeInViewportAsync();
        await ann.DoesNotSee("line 70");
        await ann.Follows("Older messages");
        await ann.Sees("line 70");
        await ann.Follows("Older messages");
        await ann.Sees("line 1");
        await ann.Follows("Newer messages");
        await ann.Sees("line 21");
        await ann.DoesNotSee("line 20");
        await Expect(ann.Messages).ToHaveCountAsync(50);
    });

    [Fact]
    public Task A_message_is_edited_and_deleted_on_a_page_of_its_own() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Plain);
        var room = await ann.HasRoom("Plain edits");
        await ann.HasSaid(room, "frist", "second");

        await ann.Opens($"/rooms/{room}/1/edit");
        await ann.Fills("Edit message", "first");
        await ann.Presses("Save");
        await ann.Opens($"/rooms/{room}/2/edit");
        await ann.Presses("Delete");

        await ann.SeesExactly("first edited", "deleted");
    });
}
