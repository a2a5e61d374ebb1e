using Chat.Data;
using Chat.Tests;

namespace Chat.E2E.Looks;

/// <summary>The pages of those who administer a server, in every dress.</summary>
[Collection(Stages.Portraits)]
public sealed class AdminLooksTests(Stage stage)
{
    [Theory]
    [MemberData(nameof(LooksTests.Dresses), MemberType = typeof(LooksTests))]
    public Task Axe_finds_nothing_in_the_administration(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        var camera = new Camera(width, dark, language);
        await using var server = new ChatApp(settings: ("Chat:Previews:Enabled", "true"));
        var ann = await cast.EntersAsync("Ann Weber", camera.Device, server.Address);
        using var bob = await server.SignUpAsync("박지훈");
        using var cid = await server.SignUpAsync("Cid");
        var orphan = await bob.CreateRoomAsync("Reading club");
        await bob.LeaveAsync(orphan);
        await ann.PostsAsync($"/admin/people/{cid.Id}/deactivate", ("Reason", "Has left the company, and will not be back"));
        await ann.PostsAsync("/admin/sign-up/invite", ("Days", "7"), ("Uses", "5"));

        await camera.Visits(ann, "/admin", "admin");
        await camera.Visits(ann, "/admin/people", "admin-people");
        await camera.Visits(ann, "/admin/people?find=zzz", "admin-people-none");
        await camera.Visits(ann, $"/admin/people/{cid.Id}", "admin-person-closed");
        await camera.Visits(ann, $"/admin/people/{bob.Id}", "admin-person");
        await ann.Page.Locator("form[action$='/reset'] button").ClickAsync();
        await Expect(ann.Page.Locator("#link")).ToBeVisibleAsync();
        var link = await ann.Page.Locator("#link").InputValueAsync();
        await camera.Takes(ann, "admin-person-link");
        await camera.Visits(ann, "/admin/rooms", "admin-rooms");
        await camera.Visits(ann, $"/admin/rooms/{orphan}", "admin-room");
        await camera.Visits(ann, "/admin/sign-up", "admin-sign-up");
        await camera.Visits(ann, "/admin/previews", "admin-previews");
        await camera.Visits(ann, "/admin/jobs", "admin-jobs-none");
        await server.WriteAsync(GivesUpAFew);
        await camera.Visits(ann, "/admin/jobs", "admin-jobs");
        await camera.Visits(ann, "/admin/audit", "admin-audit");
        await camera.Visits(ann, "/account", "account-administrator");
        await camera.Visits(ann, "/account/devices", "devices");
        await camera.Visits(ann, link, "reset");
        await camera.Visits(ann, "/reset/used-up", "reset-used-up");
        await ann.PostsAsync("/admin/sign-up", ("Rule", "Closed"));
        await camera.Visits(ann, "/signup", "signup-closed");
    });

    private static void GivesUpAFew(WriteScope scope)
    {
        var reasons = new[] { "The push service answered 403.", "HttpRequestException", "It took longer than 00:02:00." };
        scope.Db.Jobs.AddRange(reasons.Select((reason, n) => new Job
        {
            Kind = "push.send",
            Key = $"device {40 + n} of a person whose key is rather long, so that it must break somewhere on a phone",
            CreatedAt = scope.Now.AddHours(-30),
            DueAt = scope.Now.AddHours(-3),
            Attempts = 20 + n,
            Failure = reason,
            FailedAt = scope.Now.AddHours(-n),
        }));
        scope.Db.Jobs.Add(new Job
        {
            Kind = "push.send",
            Key = "device 7",
            CreatedAt = scope.Now,
            DueAt = scope.Now,
            Attempts = 2,
            LeasedUntil = scope.Now.AddMinutes(2),
        });
        scope.Db.SaveChanges();
    }
}
