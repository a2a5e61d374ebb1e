using System.Net;

namespace Chat.Tests.Admin;

public sealed class AccessTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    public static TheoryData<string> Pages { get; } = ["/admin", "/admin/people", "/admin/people/1", "/admin/rooms", "/admin/rooms/1", "/admin/sign-up", "/admin/jobs", "/admin/audit"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task For_everybody_else_there_is_no_administration(string path)
    {
        using var root = await app.AdministratorAsync();
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ann.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/admin/people/1/deactivate")]
    [InlineData("/admin/people/1/reactivate")]
    [InlineData("/admin/people/1/appoint")]
    [InlineData("/admin/people/1/dismiss")]
    [InlineData("/admin/people/1/reset")]
    [InlineData("/admin/people/1/signout")]
    [InlineData("/admin/rooms/1/delete")]
    [InlineData("/admin/rooms/1/owner")]
    [InlineData("/admin/sign-up")]
    [InlineData("/admin/sign-up/invite")]
    [InlineData("/admin/sign-up/revoke")]
    [InlineData("/admin/jobs/retry")]
    [InlineData("/admin/jobs/discard")]
    [InlineData("/admin/jobs/all")]
    public async Task Nor_can_they_do_anything_there(string path)
    {
        using var first = await app.AdministratorAsync();
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ann.PostAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_account_page_leads_administrators_there_and_nobody_else()
    {
        using var root = await app.AdministratorAsync();
        using var ann = await app.SignUpAsync("ann");

        Assert.NotNull((await root.PageAsync("/account")).QuerySelector("a[href='/admin']"));
        Assert.Null((await ann.PageAsync("/account")).QuerySelector("a[href='/admin']"));
    }

    [Fact]
    public async Task The_overview_leads_to_everything()
    {
        using var root = await app.AdministratorAsync();

        var page = await root.PageAsync("/admin");

        foreach (var path in new[] { "/admin/people", "/admin/rooms", "/admin/sign-up", "/admin/jobs", "/admin/audit" })
        {
            Assert.NotNull(page.QuerySelector($".cards a[href='{path}']"));
            await root.PageAsync(path);
        }
    }

    [Fact]
    public async Task A_right_that_is_taken_back_ends_at_once()
    {
        using var root = await app.AdministratorAsync();
        using var ann = await app.AdministratorAsync("ann");
        await ann.PageAsync("/admin");

        await root.HasDoneAsync(ann.Id, "dismiss");

        using var answer = await ann.GetAsync("/admin");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
