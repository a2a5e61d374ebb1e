using System.Net;
using Chat.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Admin;

/// <summary>Those who administer the server, and what they do to others.</summary>
internal static class Administrators
{
    /// <summary>Somebody new who administers the server.</summary>
    public static async Task<Visitor> AdministratorAsync(this ChatApp app, string name = "root")
    {
        var visitor = await app.SignUpAsync(name);
        await app.WriteAsync(scope => scope.Db.Users.Where(p => p.Id == visitor.Id).ExecuteUpdate(set => set.SetProperty(p => p.IsAdministrator, true)));
        return visitor;
    }

    public static Task<HttpResponseMessage> DoAsync(this Visitor administrator, long person, string deed, params (string, string)[] fields) =>
        administrator.PostAsync($"/admin/people/{person}/{deed}", fields);

    public static async Task HasDoneAsync(this Visitor administrator, long person, string deed, params (string, string)[] fields)
    {
        using var answer = await administrator.DoAsync(person, deed, fields);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    /// <summary>Makes a reset link: the path of its address.</summary>
    public static async Task<string> ResetLinkAsync(this Visitor administrator, long person)
    {
        using var answer = await administrator.DoAsync(person, "reset");
        var page = await administrator.FollowAsync(answer);
        return new Uri(page.GetElementById("link")!.GetAttribute("value")!).PathAndQuery;
    }

    public static async Task DecidesAsync(this Visitor administrator, string rule)
    {
        using var answer = await administrator.PostAsync("/admin/sign-up", ("Rule", rule));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    /// <summary>Makes an invitation to the server: the path of its address.</summary>
    public static async Task<string> InvitationAsync(this Visitor administrator, string uses = "1", string days = "7")
    {
        using var answer = await administrator.PostAsync("/admin/sign-up/invite", ("Days", days), ("Uses", uses));
        var page = await administrator.FollowAsync(answer);
        return new Uri(page.QuerySelector(".invite-links input[readonly]")!.GetAttribute("value")!).PathAndQuery;
    }

    /// <summary>The audit log's deeds, the latest first, each with its detail.</summary>
    public static Task<List<string>> DeedsAsync(this ChatApp app, long actor) =>
        app.AskAsync(db => db.Audit
            .Where(e => e.ActorId == actor)
            .OrderByDescending(e => e.Id)
            .Select(e => e.Detail == null ? e.Deed : e.Deed + ": " + e.Detail)
            .ToListAsync());
}
