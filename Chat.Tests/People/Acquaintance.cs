using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Chat.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.People;

/// <summary>What people do to each other.</summary>
internal static class Acquaintance
{
    public static Task<HttpResponseMessage> TriesAsync(this Visitor visitor, string deed, Visitor other) =>
        visitor.PostAsync($"/people/{other.Id}/{deed}");

    /// <summary>One of "request", "withdraw", "accept", "decline", "unfriend", "block" and "unblock".</summary>
    public static async Task DoesAsync(this Visitor visitor, string deed, Visitor other)
    {
        using var answer = await visitor.TriesAsync(deed, other);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    public static async Task BefriendsAsync(this Visitor visitor, Visitor other)
    {
        await visitor.DoesAsync("request", other);
        await other.DoesAsync("accept", visitor);
    }

    public static Task<IHtmlDocument> ProfileOfAsync(this Visitor visitor, Visitor other) => visitor.PageAsync($"/people/{other.Id}");

    /// <summary>What the visitor may do to the other now, by the buttons on their profile.</summary>
    public static async Task<IReadOnlyList<string>> DeedsAsync(this Visitor visitor, Visitor other) =>
        (await visitor.ProfileOfAsync(other)).Deeds();

    public static IReadOnlyList<string> Deeds(this IHtmlDocument page) =>
        [.. page.QuerySelectorAll("main .ties form").Select(form => form.GetAttribute("action")!.Split('/')[^1])];

    /// <summary>The ids of the people in a list.</summary>
    public static IReadOnlyList<long> Listed(this IHtmlDocument page, string list = "main") =>
        [.. page.QuerySelectorAll($"{list} .people > li").Select(person => long.Parse(person.Id!.Split('-')[1], CultureInfo.InvariantCulture))];

    public static async Task CallsThemselvesAsync(this Visitor visitor, string name)
    {
        using var answer = await visitor.PostAsync("/account", ("DisplayName", name));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public static async Task IsUpToAsync(this Visitor visitor, string emoji, string words, string until = "")
    {
        using var answer = await visitor.PostAsync("/account/status", ("StatusEmoji", emoji), ("StatusText", words), ("StatusFor", until));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public static async Task DescribesAsync(this Visitor visitor, string about, string zone)
    {
        using var answer = await visitor.PostAsync("/account/about", ("About", about), ("TimeZone", zone));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>The person was active just now.</summary>
    public static Task WasSeenAsync(this ChatApp app, Visitor visitor) => app.WriteAsync(scope =>
    {
        var now = scope.Now;
        scope.Db.Users.Where(p => p.Id == visitor.Id).ExecuteUpdate(set => set.SetProperty(p => p.LastSeenAt, now));
    });
}
