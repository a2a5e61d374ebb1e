using System.Net;
using Chat.Data;
using Chat.Tests.Admin;
using Chat.Tests.Outbound;
using Chat.Tests.Rooms;

namespace Chat.Tests.Previews;

/// <summary>Who does not want to see what a link leads to.</summary>
public sealed class HidingTests : IAsyncLifetime
{
    private Web Web { get; } = new();
    private readonly ChatApp app;
    private Visitor ann = null!;
    private Visitor bob = null!;
    private Visitor cid = null!;
    private long room;
    private string link = "";

    public HidingTests() => app = Cards.Program(Web);

    public async Task InitializeAsync()
    {
        (ann, bob, cid) = (await app.SignUpAsync("ann"), await app.SignUpAsync("bob"), await app.SignUpAsync("cid"));
        room = await ann.CreateRoomAsync("Quiet");
        await bob.JoinAsync(room);
        link = Web.Publishes("/loud", "Loud");
    }

    [Fact]
    public async Task The_author_hides_them_for_everybody_without_a_script()
    {
        var number = await SayAsync(bob);

        var page = await bob.PageAsync($"/rooms/{room}/{number}/previews");
        using var hidden = await bob.SubmitAsync(page, "main form");

        await bob.FollowAsync(hidden);
        Assert.Empty(await ann.TitlesAsync(room, number));
        Assert.Contains(link, (await ann.MessageAsync(room, number)).QuerySelector(".body")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await app.DeedsAsync(bob.Id));
    }

    [Fact]
    public async Task Once_hidden_they_do_not_come_back()
    {
        var number = await SayAsync(bob);
        await HideAsync(bob, number, HttpStatusCode.OK);

        await bob.EditAsync(room, number, $"{link} and {Web.Publishes("/more", "More")}");
        await app.LooksAtAllAsync();

        Assert.Empty(await bob.TitlesAsync(room, number));
        Assert.Equal(0, Web.Asked("/more"));
    }

    [Fact]
    public async Task Whoever_keeps_order_hides_those_of_others_and_it_is_noted()
    {
        var number = await SayAsync(bob);

        await HideAsync(ann, number, HttpStatusCode.OK);
        await HideAsync(ann, number, HttpStatusCode.OK);

        Assert.Empty(await bob.TitlesAsync(room, number));
        Assert.Equal([Deeds.PreviewsHidden], await app.DeedsAsync(ann.Id));
    }

    [Fact]
    public async Task Nobody_else_can()
    {
        var number = await SayAsync(ann);

        await HideAsync(bob, number, HttpStatusCode.NotFound);
        await HideAsync(cid, number, HttpStatusCode.NotFound);
        await HideAsync(ann, number + 1, HttpStatusCode.NotFound);
        foreach (var other in new[] { bob, cid })
        {
            using var page = await other.GetAsync($"/rooms/{room}/{number}/previews");
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        }

        Assert.Equal(["Loud"], await ann.TitlesAsync(room, number));
        await bob.LeaveAsync(room);
        await HideAsync(bob, number, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task In_a_direct_chat_only_the_author_can()
    {
        room = await ann.OpenDirectAsync(bob.Id);
        var number = await SayAsync(bob);

        await HideAsync(ann, number, HttpStatusCode.NotFound);
        await HideAsync(bob, number, HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_deleted_message_has_none_to_hide()
    {
        var number = await SayAsync(bob);
        await bob.DeleteAsync(room, number);

        await HideAsync(bob, number, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_administrator_switches_them_off_and_on()
    {
        using var root = await app.AdministratorAsync();

        await SwitchAsync(root, on: false);
        var silent = await ann.SayAsync(room, link);
        Assert.Empty(Web.Requests);
        await SwitchAsync(root, on: true);
        await SwitchAsync(root, on: true);
        await SayAsync(ann);

        Assert.Empty(await ann.TitlesAsync(room, silent.Number));
        Assert.Equal(["previews: on", "previews: off"], await app.DeedsAsync(root.Id));
    }

    [Fact]
    public async Task Only_an_administrator_can()
    {
        using var page = await bob.GetAsync("/admin/previews");
        using var answer = await bob.PostAsync("/admin/previews", ("On", "false"));

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [page.StatusCode, answer.StatusCode]);
        await SayAsync(bob);
    }

    [Fact]
    public async Task Where_the_configuration_says_so_nothing_is_fetched_at_all()
    {
        await using var closed = new ChatApp(edges: Web.Lend, settings: ("Chat:Previews:Enabled", "false"));
        using var root = await closed.AdministratorAsync();
        var still = await root.CreateRoomAsync("Still");

        await root.SayAsync(still, link);
        var page = await root.PageAsync("/admin/previews");
        using var answer = await root.PostAsync("/admin/previews", ("On", "true"));

        Assert.Null(page.QuerySelector("form[action='/admin/previews']"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(Web.Requests);
    }

    private async Task<long> SayAsync(Visitor visitor)
    {
        var said = await visitor.SayAsync(room, link);
        await visitor.CardsAsync(room, said.Number, 1);
        return said.Number;
    }

    private async Task HideAsync(Visitor visitor, long number, HttpStatusCode status)
    {
        using var answer = await visitor.PostJsonAsync($"/rooms/{room}/{number}/previews");
        Assert.Equal(status, answer.StatusCode);
    }

    private static async Task SwitchAsync(Visitor root, bool on)
    {
        var page = await root.PageAsync("/admin/previews");
        Assert.NotNull(page.QuerySelector("form[action='/admin/previews']"));
        using var answer = await root.PostAsync("/admin/previews", ("On", on ? "true" : "false"));
        page = await root.FollowAsync(answer);
        Assert.NotNull(page.QuerySelector($"#previews-{(on ? "on" : "off")}[checked]"));
    }

    public async Task DisposeAsync()
    {
        foreach (var visitor in new[] { ann, bob, cid })
            visitor.Dispose();
        await app.DisposeAsync();
        await Web.DisposeAsync();
    }
}
