using System.Text.RegularExpressions;
using Chat.E2E.App;
using Chat.E2E.Presence;
using Chat.Tests;
using Microsoft.EntityFrameworkCore;

namespace Chat.E2E.Push;

/// <summary>
/// What Ann says goes all the way to Bob, who looks at no page: our job, our encryption, a push service, Firefox, our
/// worker, and the desktop, where it is clicked.
/// </summary>
[Collection(Stages.Firefox)]
public sealed class FirefoxTests(FirefoxStage stage)
{
    [Fact]
    public Task It_is_shown_once_for_each_chat_and_a_click_leads_to_it() => stage.PlayAsync(async cast =>
    {
        var bob = await cast.EntersToBeNotifiedAsync("Bob");
        var (ann, chat) = await cast.App.ChatsWithAsync(bob);
        var endpoint = await cast.App.EndpointOfAsync(bob);

        await ann.SayAsync(chat, "열차가 늦어요: the train is late");
        var first = await stage.Desktop.ShowsAsync("Ann", "열차가 늦어요: the train is late");
        await ann.SayAsync(chat, $"@{bob.UserName} here it comes");
        var second = await stage.Desktop.ShowsAsync("Ann", "here it comes");
        await stage.Desktop.HidesAsync(first);

        var opened = await bob.Context.RunAndWaitForPageAsync(() => stage.Desktop.ClicksAsync(second));
        await Expect(opened).ToHaveURLAsync(new Regex($"/rooms/{chat}/2$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(opened.Locator(".message.highlighted")).ToContainTextAsync("here it comes");
        await Eventually.IsTrueAsync(() => stage.Service.PushesTo(endpoint).All(stage.Service.IsOpened));
    });

    [Fact]
    public Task What_is_read_elsewhere_is_taken_back() => stage.PlayAsync(async cast =>
    {
        var bob = await cast.EntersToBeNotifiedAsync("Bob");
        var (ann, chat) = await cast.App.ChatsWithAsync(bob);
        var said = await ann.SayAsync(chat, "Dinner?");
        var notification = await stage.Desktop.ShowsAsync("Ann", "Dinner?");

        await cast.App.HasReadElsewhereAsync(bob, chat, said.Number);

        await stage.Desktop.HidesAsync(notification);
    });

    [Fact]
    public Task Who_signs_out_hears_nothing_more_there_and_goes_on_hearing_elsewhere() => stage.PlayAsync(async cast =>
    {
        var bob = await cast.EntersToBeNotifiedAsync("Bob");
        var (ann, chat) = await cast.App.ChatsWithAsync(bob);
        await ann.SayAsync(chat, "one");
        var one = await stage.Desktop.ShowsAsync("Ann", "one");
        var endpoint = await cast.App.EndpointOfAsync(bob);
        var other = await bob.HasAnotherDevice(Worker.Desktop);
        await other.WantsToBeNotified();
        await other.LeavesIt(cast);

        await bob.Opens("/notifications");
        await bob.SignsOut();
        await stage.Desktop.HidesAsync(one);
        await Eventually.IsTrueAsync(() => !stage.Service.Knows(endpoint));
        var before = stage.Service.PushesTo(endpoint).Count;
        await ann.SayAsync(chat, $"@{bob.UserName} two");

        await stage.Desktop.ShowsAsync("Ann", "two");
        Assert.Equal(before, stage.Service.PushesTo(endpoint).Count);
    });

    [Fact]
    public Task A_device_that_its_service_has_forgotten_is_not_in_the_list_any_more() => stage.PlayAsync(async cast =>
    {
        var bob = await cast.EntersAsync("Bob", Worker.Desktop);
        var (ann, chat) = await cast.App.ChatsWithAsync(bob);
        await bob.WantsToBeNotified();
        await bob.Reloads();
        await Expect(bob.Page.Locator("#devices li")).ToHaveCountAsync(1);
        await bob.LeavesIt(cast);

        stage.Service.ForgetsEverybody();
        await ann.SayAsync(chat, "Are you there?");
        var id = await cast.App.IdOfAsync(bob);
        await Eventually.IsTrueAsync(() => cast.App.AskAsync(async db => !await db.PushSubscriptions.AnyAsync(s => s.PersonId == id)));

        await bob.Opens("/notifications");
        await Expect(bob.Page.Locator("#devices li")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task A_test_is_sent_at_a_click() => stage.PlayAsync(async cast =>
    {
        var bob = await cast.EntersAsync("Bob", Worker.Desktop);
        await bob.WantsToBeNotified();
        await bob.Reloads();
        await bob.Page.Locator("#devices").GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();

        await stage.Desktop.ShowsAsync("A test", "Notifications arrive on this device.");
        // Firefox complains of a page that is left before it has all its modules.
        await Expect(bob.Page.Locator("#test")).ToBeVisibleAsync();
        await bob.Page.WaitForLoadStateAsync();
        await bob.Opens("/notifications");
        await Expect(bob.Page.Locator("#devices .result")).ToHaveTextAsync("The push service has taken it.");
    });
}
