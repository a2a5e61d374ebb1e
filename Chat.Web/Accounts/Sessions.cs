using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Chat.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chat.Accounts;

/// <summary>The signed-in devices. A cookie is good only as long as its session is.</summary>
public sealed class Sessions(Writer writer, IServiceScopeFactory scopes)
{
    public const string Scheme = "chat";

    // Asked on every request; the table answers only the first time.
    private readonly ConcurrentDictionary<Guid, long> live = new();

    /// <summary>Raised when a session has ended, so that whoever streams to it stops.</summary>
    public event Action<Guid>? Ended;

    /// <summary>Opens a new session for the person and sets its cookie.</summary>
    public async Task StartAsync(HttpContext http, Person person)
    {
        if (Me.SessionOf(http.User) is { } former)
            await EndAsync(former);
        var session = Describe(http, person);
        await writer.Run(scope =>
        {
            scope.Db.Sessions.Add(session);
            scope.Db.SaveChanges();
        });
        live[session.Id] = person.Id;
        await SetCookieAsync(http, person, session.Id);
    }

    private static Session Describe(HttpContext http, Person person)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        return new Session
        {
            Id = Guid.NewGuid(),
            PersonId = person.Id,
            CreatedAt = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
            UserAgent = agent[..Math.Min(agent.Length, Session.MaxUserAgent)],
            Address = http.Connection.RemoteIpAddress?.ToString() ?? "",
        };
    }

    /// <summary>Writes the cookie anew for a session that goes on, with the person's present choices.</summary>
    public static Task SetCookieAsync(HttpContext http, Person person, Guid session)
    {
        var identity = new ClaimsIdentity(Scheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, person.Id.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(Claims.Session, session.ToString()));
        if (person.Language is not null)
            identity.AddClaim(new Claim(Claims.Language, person.Language));
        if (person.Theme is not null)
            identity.AddClaim(new Claim(Claims.Theme, person.Theme));
        return http.SignInAsync(Scheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }

    public async Task EndAsync(Guid id)
    {
        await writer.Run(scope => scope.Db.Sessions.Where(s => s.Id == id).ExecuteDelete());
        Forget(id);
    }

    /// <summary>Ends every session of the person but <paramref name="kept"/>.</summary>
    public async Task EndOthersAsync(long person, Guid kept)
    {
        var others = await writer.Run(scope =>
        {
            var sessions = scope.Db.Sessions.Where(s => s.PersonId == person && s.Id != kept);
            var ids = sessions.Select(s => s.Id).ToList();
            sessions.ExecuteDelete();
            return ids;
        });
        others.ForEach(Forget);
    }

    private void Forget(Guid id)
    {
        live.TryRemove(id, out _);
        Ended?.Invoke(id);
    }

    /// <summary>Checks the cookie's session on each request.</summary>
    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (Me.SessionOf(context.Principal!) is { } id && await OwnerAsync(id, context.HttpContext.RequestAborted) == Me.IdOf(context.Principal!))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    private async ValueTask<long?> OwnerAsync(Guid id, CancellationToken cancellationToken)
    {
        if (live.TryGetValue(id, out var known))
            return known;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
        var owner = await db.Sessions.Where(s => s.Id == id).Select(s => (long?)s.PersonId).SingleOrDefaultAsync(cancellationToken);
        if (owner is { } person)
            live.TryAdd(id, person);
        return owner;
    }
}
