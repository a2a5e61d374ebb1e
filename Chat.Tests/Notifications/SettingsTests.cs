using System.Net;
using AngleSharp.Dom;
using Chat.Core;
using Chat.Data;
using Chat.Tests.Push;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Notifications;

public sealed class SettingsTests : IAsyncLifetime
{
    private NotifiedApp program = null!;
    private Visitor ann = null!;

    public async Task InitializeAsync()
    {
        program = await NotifiedApp.StartAsync();
        ann = await program.App.SignUpAsync("Ann");
    }

    [Fact]
    public async Task The_account_leads_there_and_the_page_speaks_without_a_script()
    {
        Assert.NotNull((await ann.PageAsync("/account")).QuerySelector("a[href='/notifications']"));

        var device = (await ann.PageAsync("/notifications")).GetElementById("push-device")!;

        Assert.Contains("That needs JavaScript", device.QuerySelector("noscript")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hours_of_rest_are_kept_and_taken_back()
    {
        var page = await SaveAsync("quiet", ("From", "22:00"), ("Until", "07:30"));
        Assert.Equal("22:00", page.QuerySelector("#From")!.GetAttribute("value"));
        var person = await PersonAsync();
        Assert.Equal((22 * 60, (7 * 60) + 30), (person.QuietFrom, person.QuietUntil));

        await SaveAsync("quiet", ("From", ""), ("Until", ""));
        Assert.Null((await PersonAsync()).QuietFrom);
    }

    [Theory]
    [InlineData("22:00", "")]
    [InlineData("", "07:00")]
    [InlineData("25:00", "07:00")]
    [InlineData("09:00", "09:00")]
    public async Task Half_a_time_is_refused_and_kept(string from, string until)
    {
        var page = await RefusedAsync("quiet", ("From", from), ("Until", until));

        Assert.NotNull(page.QuerySelector("#quiet .error"));
        Assert.Null((await PersonAsync()).QuietFrom);
    }

    [Fact]
    public async Task A_pause_ends_by_itself_or_at_once()
    {
        await SaveAsync("pause", ("For", "1h"));
        Assert.Equal(program.Clock.GetUtcNow().AddHours(1), (await PersonAsync()).PausedUntil);
        Assert.NotNull((await ann.PageAsync("/notifications")).QuerySelector("#pause time"));

        await SaveAsync("pause", ("For", "tomorrow"));
        Assert.Equal(new DateTimeOffset(2099, 11, 21, 9, 0, 0, TimeSpan.Zero), (await PersonAsync()).PausedUntil);

        await SaveAsync("pause", ("For", ""));
        Assert.Null((await PersonAsync()).PausedUntil);
    }

    [Fact]
    public async Task Words_are_one_a_line_and_bounded()
    {
        await SaveAsync("words", ("Words", " deploy \r\n\r\n배포\r\nDeploy"));
        Assert.Equal("deploy\n배포", (await PersonAsync()).Keywords);

        var many = string.Join('\n', Enumerable.Range(0, Keywords.Max + 1).Select(number => $"word{number}"));
        Assert.NotNull((await RefusedAsync("words", ("Words", many))).QuerySelector("#Words-error"));
        Assert.NotNull((await RefusedAsync("words", ("Words", new string('a', Keywords.MaxLength + 1)))).QuerySelector("#Words-error"));
        Assert.Equal("deploy\n배포", (await PersonAsync()).Keywords);
    }

    [Fact]
    public async Task Devices_are_tested_and_removed_by_their_owner_alone()
    {
        var phone = await program.Services.SubscribeAsync(ann);
        using var eve = await program.App.SignUpAsync("Eve");
        var id = await program.App.AskAsync(db => db.PushSubscriptions.Select(s => s.Id).SingleAsync());

        using var hers = await eve.PostAsync("/notifications/test", ("Id", $"{id}"));
        using var notHers = await eve.PostAsync("/notifications/remove", ("Id", $"{id}"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (hers.StatusCode, notHers.StatusCode));

        using var tested = await ann.SubmitAsync(await ann.PageAsync("/notifications"), "form[action^='/notifications/test']");
        await program.SettleAsync();
        Assert.Equal(["A test: Notifications arrive on this device."], phone.Words());
        Assert.NotNull((await ann.PageAsync("/notifications")).QuerySelector("#devices .result"));

        using var removed = await ann.SubmitAsync(await ann.PageAsync("/notifications"), "form[action^='/notifications/remove']");
        Assert.Empty(await program.App.AskAsync(db => db.PushSubscriptions.ToListAsync()));
    }

    [Fact]
    public async Task A_room_is_chosen_for_on_its_own_page_and_only_by_a_member()
    {
        var room = await ann.CreateRoomAsync("Choice");
        Assert.NotNull((await ann.PageAsync($"/rooms/{room}/settings")).QuerySelector($"a[href='/rooms/{room}/sidebar']"));

        using var chosen = await ann.SubmitAsync(await ann.PageAsync($"/rooms/{room}/sidebar"), $"form[action='/rooms/{room}/sidebar/notify']", ("Of", "nothing"));
        Assert.Equal("nothing", (await ann.FollowAsync(chosen)).QuerySelector("#Of option[selected]")!.GetAttribute("value"));

        using var eve = await program.App.SignUpAsync("Eve");
        using var refused = await eve.PostAsync($"/rooms/{room}/sidebar/notify", ("Of", "nothing"));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    private async Task<IDocument> SaveAsync(string what, params (string Name, string Value)[] fields)
    {
        using var answer = await ann.PostAsync($"/notifications/{what}", fields);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return await ann.FollowAsync(answer);
    }

    private async Task<IDocument> RefusedAsync(string what, params (string Name, string Value)[] fields)
    {
        using var answer = await ann.PostAsync($"/notifications/{what}", fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return await Visitor.ReadAsync(answer);
    }

    private Task<Person> PersonAsync() => program.App.AskAsync(db => db.Users.SingleAsync(p => p.Id == ann.Id));

    public async Task DisposeAsync()
    {
        ann.Dispose();
        await program.DisposeAsync();
    }
}
