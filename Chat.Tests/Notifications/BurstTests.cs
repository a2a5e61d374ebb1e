using Chat.Core;
using Chat.Data;
using Chat.Messages;
using Chat.Tests.Push;
using Chat.Tests.Rooms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Notifications;

public sealed class BurstTests : IAsyncLifetime, IDisposable
{
    private readonly Queries queries = new();
    private NotifiedApp program = null!;
    private Visitor ann = null!, bob = null!;
    private FakeDevice phone = null!;

    public async Task InitializeAsync()
    {
        program = await NotifiedApp.StartAsync();
        ann = await program.App.SignUpAsync("Ann");
        (bob, phone) = await program.SignUpWithPhoneAsync("Bob");
    }

    [Fact]
    public async Task Whoever_was_told_is_left_alone_for_a_while_unless_they_are_called()
    {
        var room = await ann.CreateRoomAsync("Lively");
        await bob.JoinAsync(room);
        await bob.PlaceAsync(room, "notify", ("Of", "everything"));
        await ann.SayAsync(room, "first");
        await NextAsync(told: 1);

        await ann.SayAsync(room, "second");
        await ann.SayAsync(room, $"@{bob.UserName} third");
        await ann.SayAsync(room, "fourth");
        program.Clock.Advance(TimeSpan.FromSeconds(2));
        await Eventually.IsTrueAsync(() => phone.Received.Count == 2);
        Assert.Equal("Lively: Ann: @Bob third", phone.Words()[1]);

        await ann.SayAsync(room, "fifth");
        program.Clock.Advance(TimeSpan.FromSeconds(2));
        await IdleAsync();
        Assert.Equal(2, phone.Received.Count);

        await program.SettleAsync();
        Assert.Equal(["Lively: Ann: fifth\n5 new messages"], phone.Words().Skip(2));
        Assert.False(phone.Received[2].Notification.TryGetProperty("renotify", out var again) && again.GetBoolean());
    }

    [Fact]
    public async Task A_thousand_messages_to_fifty_sleepers_are_a_few_pushes_each()
    {
        const int Messages = 1_000, Sleepers = 50;
        var room = await ann.CreateRoomAsync("Flood");
        await bob.JoinAsync(room);
        var sleepers = new List<(Visitor Visitor, FakeDevice Phone)>();
        for (var number = 1; number < Sleepers; number++)
            sleepers.Add(await program.SignUpWithPhoneAsync($"sleeper{number}"));
        foreach (var (sleeper, _) in sleepers)
            await sleeper.JoinAsync(room);
        sleepers.Add((bob, phone));
        await program.App.WriteAsync(scope => scope.Db.Memberships.Where(m => m.RoomId == room).ExecuteUpdate(set => set.SetProperty(m => m.NotifyOf, NotifyOf.Everything)));

        var posting = program.App.Services.GetRequiredService<Posting>();
        foreach (var some in Enumerable.Range(1, Messages).Chunk(Messages / 20))
        {
            await Task.WhenAll(some.Select(number => posting.PostAsync(new NewMessage(room, ann.Id, $"{number}", Guid.NewGuid()))));
            program.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await program.SettleAsync();

        Assert.All(sleepers, sleeper => Assert.InRange(sleeper.Phone.Received.Count, 1, 6));
        Assert.All(sleepers, sleeper => Assert.Contains("1000", sleeper.Phone.Words()[^1], StringComparison.Ordinal));
        sleepers.ForEach(sleeper => sleeper.Visitor.Dispose());
    }

    [Fact]
    public async Task Who_hears_is_found_with_as_many_questions_for_a_crowd_as_for_two()
    {
        var small = await CalledRoomAsync("Small", 0);
        var big = await CalledRoomAsync("Big", 40);
        await SayAndTellAsync(small);
        await SayAndTellAsync(big);

        var fewer = await queries.CountAsync(program.App, () => SayAndTellAsync(small));
        var more = await queries.CountAsync(program.App, () => SayAndTellAsync(big));

        Assert.Equal(fewer, more);
    }

    /// <summary>People who pause, so that nothing else than finding them is counted.</summary>
    private async Task<long> CalledRoomAsync(string name, int crowd)
    {
        var room = await ann.CreateRoomAsync(name);
        await program.App.WriteAsync(scope =>
        {
            var now = scope.Now;
            var session = scope.Db.Sessions.First(s => s.PersonId == bob.Id);
            for (var number = 0; number <= crowd; number++)
            {
                var person = new Person { UserName = $"{name}{number}", NormalizedUserName = $"{name}{number}", DisplayName = $"{name} {number}", SecurityStamp = "", CreatedAt = now, PausedUntil = now.AddDays(1) };
                scope.Db.Users.Add(person);
                scope.Db.SaveChanges();
                scope.Db.Memberships.Add(new Membership { RoomId = room, PersonId = person.Id, JoinedAt = now });
                scope.Db.PushSubscriptions.Add(new PushSubscription
                {
                    PersonId = person.Id,
                    SessionId = session.Id,
                    Endpoint = $"https://gone.example/{name}/{number}",
                    Origin = "https://chat.example",
                    P256dh = new byte[65],
                    Auth = new byte[16],
                    ServerKey = "none",
                    Language = "en",
                    CreatedAt = now,
                });
            }

            scope.Db.SaveChanges();
        });
        return room;
    }

    private async Task SayAndTellAsync(long room)
    {
        var handler = program.App.Services.GetServices<Chat.Jobs.IJobHandler>().Single(each => each.Kind == "notify");
        var posted = await program.App.Services.GetRequiredService<Posting>().PostAsync(new NewMessage(room, ann.Id, "@room hello", Guid.NewGuid()));
        var job = await program.App.AskAsync(db => db.Jobs.SingleAsync(j => j.Kind == "notify" && j.Key == $"{room}"));
        await handler.RunAsync(new Chat.Jobs.JobRun(job.Id, job.Key, $"{posted.Rev - 1}:0:0", 1, job.CreatedAt, job.DueAt), CancellationToken.None);
    }

    private async Task NextAsync(int told)
    {
        await Eventually.IsTrueAsync(() => program.App.AskAsync(db => db.Jobs.AnyAsync(j => j.Kind == "notify")));
        program.Clock.Advance(TimeSpan.FromSeconds(2));
        await Eventually.IsTrueAsync(() => phone.Received.Count == told);
        await IdleAsync();
    }

    /// <summary>Nothing is under way or due.</summary>
    private Task IdleAsync() => Eventually.IsTrueAsync(async () =>
    {
        var now = program.Clock.GetUtcNow();
        return !await program.App.AskAsync(db => db.Jobs.AnyAsync(j => (j.Kind == "notify" || j.Kind == "push") && (j.LeasedUntil != null || j.DueAt <= now)));
    });

    public async Task DisposeAsync()
    {
        ann.Dispose();
        bob.Dispose();
        await program.DisposeAsync();
    }

    public void Dispose() => queries.Dispose();
}
