using System.Text.RegularExpressions;

namespace Chat.E2E.Later;

[Collection(Stages.Circle)]
public sealed partial class LaterTests(Stage stage)
{
    /// <summary>As the clock on the wall shows it, to the minute: what is chosen within it is due at once.</summary>
    private const string Now = "() => { const now = new Date(); return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 16); }";

    [Fact]
    public Task A_message_is_saved_pinned_and_found_again() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        var room = await ann.HasRoom("Kitchen wall");
        await bob.HasJoined("Kitchen wall");
        await ann.HasSaid(room, "the wifi password", "the plan");
        await ann.Enters(room);
        await bob.Enters(room);

        await ann.Chooses("Pin", "the wifi password");
        await Expect(bob.Message("the wifi password")).ToHaveClassAsync(Pinned());
        await Expect(bob.Page.Locator("#pin-count")).ToHaveTextAsync("1");
        await Expect(bob.Page.Locator(".pins-link")).ToBeVisibleAsync();
        await bob.Chooses("Unpin", "the wifi password");
        await Expect(ann.Page.Locator(".pins-link")).ToBeHiddenAsync();

        await ann.Chooses("Save", "the plan");
        await ann.OpensMenuOf(ann.Message("the plan"));
        await Expect(ann.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Remove from saved" })).ToBeVisibleAsync();
        await ann.Page.Keyboard.PressAsync("Escape");
        await Expect(ann.Page.Locator(".toast")).ToHaveTextAsync("Saved for you");
        await ann.Follows("Saved");
        await Expect(ann.Page.Locator(".kept .excerpt")).ToHaveTextAsync("the plan");
        await ann.Follows("Jump to it");
        await Expect(ann.Page.Locator(".message.highlighted")).ToContainTextAsync("the plan");
    });

    [Fact]
    public Task What_is_marked_unread_stays_so_until_one_comes_back() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        var room = await bob.HasRoom("For tomorrow");
        await ann.HasJoined("For tomorrow");
        await bob.HasSaid(room, "one", "two", "three");
        await ann.Enters(room);
        await ann.SeesUnread("For tomorrow", 0);
        var phone = await ann.TakesAnotherDevice();
        await phone.Enters(await ann.HasRoom("Elsewhere"));

        await ann.Chooses("Mark unread from here", "two");

        await ann.SeesUnread("For tomorrow", 2);
        await phone.SeesUnread("For tomorrow", 2);
        await ann.Page.Mouse.WheelAsync(0, 100);
        await bob.HasSaid(room, "four");
        await ann.Sees("four");
        await ann.SeesUnread("For tomorrow", 3);
        await ann.Enters(room);
        await ann.SeesUnread("For tomorrow", 0);
    });

    [Fact]
    public Task A_reminder_comes_to_all_devices_and_goes_from_all() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("Errands");
        await ann.HasSaid(room, "call the bank");
        await ann.Enters(room);
        var phone = await ann.TakesAnotherDevice(Device.Phone);
        await phone.Enters(room);

        await ann.Chooses("Remind me", "call the bank");
        await ann.Page.GetByLabel("Date and time").FillAsync(await ann.Page.EvaluateAsync<string>(Now));
        await ann.Presses("Remind me then");
        await Expect(ann.Page.Locator("dialog")).ToHaveCountAsync(0);

        foreach (var device in new[] { ann, phone })
            await Expect(device.Page.Locator(".due-notice .excerpt")).ToHaveTextAsync("call the bank");
        await phone.Page.Locator(".due-notice").GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        foreach (var device in new[] { ann, phone })
            await Expect(device.Page.Locator(".due-notice")).ToHaveCountAsync(0);
        await Expect(ann.Page.Locator("#sidebar .count.due")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task What_is_written_is_sent_later_or_taken_back() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("Patience");
        await ann.Enters(room);

        await ann.Composer.FillAsync("not yet");
        await ann.Presses("Send later");
        await Expect(ann.Page.Locator("dialog textarea")).ToHaveValueAsync("not yet");
        await ann.Presses("In 1 hour");
        await Expect(ann.Page.Locator("dialog")).ToHaveCountAsync(0);
        await Expect(ann.Composer).ToHaveValueAsync("");
        await Expect(ann.Messages).ToHaveCountAsync(0);

        await ann.Follows("Later");
        await ann.Follows("Edit");
        await ann.Presses("Back to the message box");
        await ann.IsIn("Patience");
        await Expect(ann.Composer).ToHaveValueAsync("not yet");
        await ann.Composer.PressAsync("Enter");
        await ann.SeesExactly("not yet");
    });

    [Fact]
    public Task A_moderator_deletes_and_the_question_says_whose_it_is() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        var room = await ann.HasRoom("Order kept");
        await bob.HasJoined("Order kept");
        await bob.HasSaid(room, "spam", "ham");
        await bob.PostsAsync($"/rooms/{room}/2/edit", ("Body", "spam and ham"));
        await ann.Enters(room);

        await ann.Chooses("Delete", "spam");
        await Expect(ann.Page.Locator("dialog")).ToContainTextAsync("Bob wrote it.");
        await ann.Page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await ann.SeesExactly("deleted", "spam and ham edited");
        await ann.Page.Locator("a.edited").ClickAsync();
        await Expect(ann.Page.Locator(".wordings ins")).ToHaveTextAsync("spam and");
    });

    [GeneratedRegex(@"\bpinned\b", RegexOptions.None, 1000)]
    private static partial Regex Pinned();
}
