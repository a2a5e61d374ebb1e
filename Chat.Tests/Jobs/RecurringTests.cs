using System.Net;
using Chat.Data;
using Chat.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Jobs;

/// <summary>What recurs is done each time once, whenever the program runs and does not.</summary>
public sealed class RecurringTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chat-jobs-").FullName;
    private readonly TestClock clock = new();
    private readonly Errand other = new("other");
    private readonly Broom broom = new();

    [Fact]
    public async Task A_restart_does_not_do_it_anew_and_what_was_missed_for_days_is_done_once()
    {
        await using (var first = Program())
        {
            await first.LooksAsync(other);
            Assert.Equal(0, broom.Sweeps);
            clock.Skip(TimeSpan.FromDays(1));
            await SweptAsync(first, 1);
            clock.Skip(TimeSpan.FromHours(23));
        }

        await using (var second = Program())
        {
            await second.LooksAsync(other);
            Assert.Equal(1, broom.Sweeps);
            clock.Skip(TimeSpan.FromHours(1));
            await SweptAsync(second, 2);
        }

        clock.Skip(TimeSpan.FromDays(9));
        await using (var third = Program())
        {
            await SweptAsync(third, 3);
            await third.LooksAsync(other);
            Assert.Equal(3, broom.Sweeps);
        }
    }

    [Fact]
    public async Task It_comes_back_after_a_failure_however_long_that_lasts()
    {
        await using var app = Program();
        broom.IsBroken = true;
        clock.Skip(TimeSpan.FromDays(3));
        await app.IsAsync("broom", job => job.Failure is not null && job.FailedAt is null);

        broom.IsBroken = false;
        await Eventually.IsTrueAsync(() =>
        {
            clock.Skip(TimeSpan.FromMinutes(1));
            return broom.Sweeps == 1;
        });
    }

    [Fact]
    public async Task Links_by_which_nobody_comes_in_any_more_are_removed_after_a_month()
    {
        await using var app = new ChatApp(clock: clock);
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Links");
        await app.WriteAsync(scope =>
        {
            InviteLink Link(TimeSpan? lifetime, int? uses = null) => InviteLink.Make(room, ann.Id, scope.Now, lifetime, uses);
            var (lasting, expired, revoked, used) = (Link(null), Link(TimeSpan.FromDays(5)), Link(null), Link(null, 1));
            (revoked.RevokedAt, used.Uses) = (scope.Now, 1);
            scope.Db.InviteLinks.AddRange(lasting, expired, revoked, used, Link(null, 1));
            scope.Db.SaveChanges();
        });

        clock.Skip(TimeSpan.FromDays(29));
        await app.RestsAsync(clock, "accounts.links");
        Assert.Equal(5, await app.AskAsync(db => db.InviteLinks.CountAsync()));
        clock.Skip(TimeSpan.FromDays(2));
        await Eventually.IsTrueAsync(async () => await app.AskAsync(db => db.InviteLinks.CountAsync()) == 3);
        clock.Skip(TimeSpan.FromDays(5));
        await Eventually.IsTrueAsync(async () => await app.AskAsync(db => db.InviteLinks.CountAsync()) == 2);

        Assert.All(await app.AskAsync(db => db.InviteLinks.ToListAsync()), link => Assert.Null(link.RevokedAt ?? link.ExpiresAt));
    }

    [Fact]
    public async Task Invitations_that_nobody_can_accept_are_removed_after_a_month()
    {
        await using var app = new ChatApp(clock: clock);
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var room = await ann.CreateRoomAsync("Guests");
        foreach (var guest in new[] { bob, cid })
        {
            using var invited = await ann.PostAsync($"/rooms/{room}/members", ("UserName", guest.UserName));
            Assert.Equal(HttpStatusCode.SeeOther, invited.StatusCode);
        }

        await app.CloseAsync(cid);
        clock.Skip(TimeSpan.FromDays(29));
        await app.RestsAsync(clock, "rooms.invitations");
        Assert.Equal(2, await app.AskAsync(db => db.Invitations.CountAsync()));
        clock.Skip(TimeSpan.FromDays(2));
        await Eventually.IsTrueAsync(async () => await app.AskAsync(db => db.Invitations.CountAsync()) == 1);

        Assert.Equal(bob.Id, await app.AskAsync(db => db.Invitations.Select(i => i.PersonId).SingleAsync()));
    }

    private ChatApp Program() => new(folder, clock, services =>
    {
        services.AddSingleton<IJobHandler>(new Recurring<Broom>(broom, clock));
        services.AddSingleton<IJobHandler>(other);
    });

    private async Task SweptAsync(ChatApp app, int sweeps)
    {
        await Eventually.IsTrueAsync(() => broom.Sweeps == sweeps);
        await app.RestsAsync(clock, "broom");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private sealed class Broom : IRecurringJob
    {
        private int sweeps;

        public string Kind => "broom";

        public TimeSpan Every => TimeSpan.FromDays(1);

        public int Sweeps => Volatile.Read(ref sweeps);

        public bool IsBroken { get; set; }

        public Task RunAsync(CancellationToken cancellationToken)
        {
            if (IsBroken)
                throw new IOException("broken");
            Interlocked.Increment(ref sweeps);
            return Task.CompletedTask;
        }
    }
}
