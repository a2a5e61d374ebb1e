using System.Reflection;
using Chat.Data;

namespace Chat.Tests.Admin;

public sealed class AuditTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task It_says_who_did_what_to_whom_and_why()
    {
        using var root = await app.AdministratorAsync("Root");
        using var bob = await app.SignUpAsync("Bob");
        await root.HasDoneAsync(bob.Id, "deactivate", ("Reason", "<b>spam</b>"));

        var page = await root.PageAsync("/admin/audit");

        var entry = page.QuerySelector(".audit li")!;
        Assert.Equal("Account closed: <b>spam</b>", entry.QuerySelector("p")!.TextContent);
        Assert.Equal(["Root", "Bob"], page.Texts(".audit li:first-child a"));
    }

    [Fact]
    public async Task It_is_filtered_by_deed_and_by_person()
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        await root.HasDoneAsync(bob.Id, "signout");
        await root.HasDoneAsync(cid.Id, "signout");
        await root.HasDoneAsync(cid.Id, "deactivate");

        Assert.Equal(["Signed out everywhere"], await EntriesAsync(root, $"person=@{bob.UserName.ToUpperInvariant()}"));
        Assert.Equal(["Account closed", "Signed out everywhere"], await EntriesAsync(root, $"person={cid.UserName}"));
        Assert.Equal(["Account closed"], await EntriesAsync(root, $"person={root.UserName}&deed=deactivate"));
        Assert.Empty(await EntriesAsync(root, $"person={bob.UserName}&deed=ban"));
        Assert.Empty(await EntriesAsync(root, "person=nobody-at-all"));
    }

    [Fact]
    public async Task It_goes_on_where_a_page_ends_and_asks_no_more_for_more_entries()
    {
        using var queries = new Queries();
        await using var old = new ChatApp(clock: new TestClock());
        using var root = await old.SignUpAsync("root");
        await root.PageAsync("/admin/audit");
        var empty = await queries.CountAsync(old, () => root.PageAsync("/admin/audit"));
        await old.WriteAsync(scope =>
        {
            scope.Db.Audit.AddRange(Enumerable.Range(0, 120).Select(n =>
                new AuditEntry { At = DateTimeOffset.UnixEpoch, ActorId = root.Id, Deed = Deeds.SignUpChanged, Detail = $"{n}" }));
            scope.Db.SaveChanges();
        });

        var full = await queries.CountAsync(old, () => root.PageAsync("/admin/audit"));

        Assert.Equal(empty, full);
        var first = await root.PageAsync("/admin/audit?deed=sign-up");
        var second = await root.PageAsync(first.Address("main a.button")!);
        Assert.Equal((100, 20), (first.Texts(".audit li").Count, second.Texts(".audit li").Count));
        Assert.EndsWith(": 0", second.QuerySelectorAll(".audit li")[^1].QuerySelector("p")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public async Task Every_deed_has_its_words(string language)
    {
        using var root = await app.AdministratorAsync();
        using var saved = await root.PostAsync("/account", ("DisplayName", "root"), ("Language", language));

        var options = (await root.PageAsync("/admin/audit")).QuerySelectorAll("select[name=deed] option:not([value=''])");

        var deeds = typeof(Deeds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToList();
        Assert.Equal(deeds.Order(StringComparer.Ordinal), options.Select(option => option.GetAttribute("value")!).Order(StringComparer.Ordinal));
        Assert.All(options, option => Assert.NotEqual(option.GetAttribute("value"), option.TextContent));
        Assert.Equal(deeds.Count, options.Select(option => option.TextContent).Distinct().Count());
    }

    private static async Task<IReadOnlyList<string>> EntriesAsync(Visitor administrator, string query) =>
        (await administrator.PageAsync($"/admin/audit?{query}")).Texts(".audit strong");
}
