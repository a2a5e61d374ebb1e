using System.Collections.Concurrent;
using System.Globalization;
using System.Linq.Expressions;
using System.Security.Claims;
using Chat.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chat.Accounts;

/// <summary>The signed-in devices. A cookie is good only as long as its session is.</summary>
public sealed class Sessions(Writer writer, SessionUse use, IServiceScopeFactory scopes, TimeProvider clock)
{
    public const string Scheme = "chat";

    /// <summary>How long a device stays signed in without being used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(60);

    // Asked on every request; the table answers only the first time.
    private readonly ConcurrentDictionary<Guid, long> live = new();
    private readonly Lock gate = new();
    private long endings;

    /// <summary>Raised when a session has ended, so that whoever streams to it stops.</summary>
    public event Action<Guid>? Ended;

    /// <summary>Opens a new session for the person and sets its cookie.</summary>
    /// <returns>False if the account has been closed, or has got another password, since the person was read.</returns>
    public async Task<bool> StartAsync(HttpContext http, Person person)
    {
        if (Me.SessionOf(http.User) is { } former)
            await EndAsync(former);
        var session = Describe(http, person);
        var before = Interlocked.Read(ref endings);
        if (!await writer.Run(scope => Begin(scope, session, person)))
            return false;
        Remember(session.Id, person.Id, before);
        await WriteCookieAsync(http, person, session.Id);
        return true;
    }

    private Session Describe(HttpContext http, Person person)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        var now = clock.GetUtcNow();
        return new Session
        {
            Id = Guid.NewGuid(),
            PersonId = person.Id,
            CreatedAt = now,
            RenewedAt = now,
            UsedAt = now,
            UserAgent = agent[..Math.Min(agent.Length, Session.MaxUserAgent)],
            Address = http.Connection.RemoteIpAddress?.ToString() ?? "",
        };
    }

    private static bool Begin(WriteScope scope, Session session, Person person)
    {
        if (!scope.Db.Users.Any(p => p.Id == person.Id && p.SecurityStamp == person.SecurityStamp && p.DeactivatedAt == null))
            return false;
        scope.Db.Sessions.Add(session);
        scope.Db.SaveChanges();
        return true;
    }

    /// <summary>Writes the cookie anew for a session that goes on, with the person's present choices.</summary>
    public async Task SetCookieAsync(HttpContext http, Person person, Guid session)
    {
        await RenewAsync(session);
        await WriteCookieAsync(http, person, session);
    }

    private static Task WriteCookieAsync(HttpContext http, Person person, Guid session)
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

    /// <summary>The cookie has been, or is about to be, written anew.</summary>
    public Task RenewAsync(Guid id) => writer.Run(scope =>
    {
        var now = scope.Now;
        scope.Db.Sessions.Where(s => s.Id == id).ExecuteUpdate(set => set.SetProperty(s => s.RenewedAt, now));
    });

    public Task EndAsync(Guid id) => EndAsync(s => s.Id == id);

    /// <summary>Ends a session of the person's own. False if there is none such.</summary>
    public async Task<bool> EndAsync(long person, Guid id) => await EndAsync(s => s.PersonId == person && s.Id == id) > 0;

    /// <summary>Ends every session of the person but <paramref name="kept"/>.</summary>
    public Task EndOthersAsync(long person, Guid kept) => EndAsync(s => s.PersonId == person && s.Id != kept);

    /// <summary>Removes the sessions whose cookies have expired.</summary>
    public Task EndExpiredAsync()
    {
        var oldest = clock.GetUtcNow() - Lifetime;
        return EndAsync(s => s.RenewedAt < oldest);
    }

    /// <summary>Does something to a person and, if it is <paramref name="done"/>, ends all their sessions in the same transaction.</summary>
    public async Task<T> EndAllAsync<T>(long person, Func<WriteScope, T> deed, T done)
    {
        var (outcome, ended) = await writer.Run(scope =>
        {
            var outcome = deed(scope);
            return (outcome, EqualityComparer<T>.Default.Equals(outcome, done) ? Remove(scope, s => s.PersonId == person) : []);
        });
        ended.ForEach(Forget);
        return outcome;
    }

    private async Task<int> EndAsync(Expression<Func<Session, bool>> which)
    {
        var ended = await writer.Run(scope => Remove(scope, which));
        ended.ForEach(Forget);
        return ended.Count;
    }

    private static List<Guid> Remove(WriteScope scope, Expression<Func<Session, bool>> which)
    {
        var ids = scope.Db.Sessions.Where(which).Select(s => s.Id).ToList();
        scope.Db.Sessions.Where(which).ExecuteDelete();
        return ids;
    }

    private void Forget(Guid id)
    {
        lock (gate)
        {
            endings++;
            live.TryRemove(id, out _);
        }

        Ended?.Invoke(id);
    }

    /// <summary>The framework writes a cookie anew that is past the middle of its life.</summary>
    public Task SlideAsync(CookieSlidingExpirationContext context) =>
        context.ShouldRenew && Me.SessionOf(context.Principal!) is { } id ? RenewAsync(id) : Task.CompletedTask;

    /// <summary>Checks the cookie's session on each request.</summary>
    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (Me.SessionOf(context.Principal!) is { } id && await OwnerAsync(id, context.HttpContext.RequestAborted) == Me.IdOf(context.Principal!))
        {
            use.Note(id);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    /// <summary>Whether the session goes on. Whoever streams to it asks once more when <see cref="Ended"/> can reach them.</summary>
    public async ValueTask<bool> IsLiveAsync(Guid id, CancellationToken cancellationToken) =>
        await OwnerAsync(id, cancellationToken) is not null;

    private async ValueTask<long?> OwnerAsync(Guid id, CancellationToken cancellationToken)
    {
        if (live.TryGetValue(id, out var known))
            return known;
        var before = Interlocked.Read(ref endings);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
        var owner = await db.Sessions.Where(s => s.Id == id).Select(s => (long?)s.PersonId).SingleOrDefaultAsync(cancellationToken);
        if (owner is { } person)
            Remember(id, person, before);
        return owner;
    }

    /// <summary>Unless a session ended since the table was read or written: it may have been this one.</summary>
    private void Remember(Guid id, long person, long before)
    {
        lock (gate)
        {
            if (endings == before)
                live[id] = person;
        }
    }
}
