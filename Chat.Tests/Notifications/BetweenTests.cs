using Chat.Tests.Presence;
using Chat.Tests.Push;
using Chat.Tests.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Notifications;

/// <summary>Between a message and its notification somebody may have lost the right to it.</summary>
public sealed class BetweenTests : IAsyncLifetime
{
    private NotifiedApp program = null!;
    private Visitor ann = null!, bob = null!;
    private FakeDevice phone = null!;
    private long room;

    public async Task InitializeAsync()
    {
        program = await NotifiedApp.StartAsync();
        ann = await program.App.SignUpAsync("Ann");
        (bob, phone) = await program.SignUpWithPhoneAsync("Bob");
        room = await ann.CreateRoomAsync("Between");
        await bob.JoinAsync(room);
    }

    [Fact]
    public async Task Who_stays_hears() => Assert.Single(await AfterAsync(() => Task.CompletedTask));

    [Fact]
    public async Task Who_leaves_hears_nothing() => Assert.Empty(await AfterAsync(() => bob.LeaveAsync(room)));

    [Theory]
    [InlineData("remove")]
    [InlineData("ban")]
    public async Task Who_is_taken_out_hears_nothing(string how) => Assert.Empty(await AfterAsync(() => ann.DecideAsync(room, bob, how)));

    [Fact]
    public async Task Who_blocks_the_author_hears_nothing() => Assert.Empty(await AfterAsync(() => program.App.BlocksAsync(bob, ann)));

    [Fact]
    public async Task Whom_the_author_blocks_hears_nothing() => Assert.Empty(await AfterAsync(() => program.App.BlocksAsync(ann, bob)));

    [Fact]
    public async Task Whose_account_is_closed_hears_nothing() => Assert.Empty(await AfterAsync(() => program.App.CloseAsync(bob)));

    [Fact]
    public async Task Who_signs_out_hears_nothing()
    {
        Assert.Empty(await AfterAsync(async () =>
        {
            using var answer = await bob.PostAsync("/signout");
        }));
        Assert.Empty(await program.App.AskAsync(db => db.PushSubscriptions.ToListAsync()));
    }

    private async Task<IReadOnlyList<Received>> AfterAsync(Func<Task> happens)
    {
        await ann.SayAsync(room, $"@{bob.UserName} are you there?");
        await happens();
        await program.SettleAsync();
        return phone.Received;
    }

    public async Task DisposeAsync()
    {
        ann.Dispose();
        bob.Dispose();
        await program.DisposeAsync();
    }
}
