namespace Chat.Tests.Messages;

/// <summary>A room in which Ann has said "message 1" to "message 120", read by a class of tests.</summary>
public sealed class LongRoom : IAsyncLifetime
{
    public const int Length = 120;

    public ChatApp App { get; } = new();

    public Visitor Ann { get; private set; } = null!;

    public long Id { get; private set; }

    public string Address => $"/rooms/{Id}";

    public async Task InitializeAsync()
    {
        Ann = await App.SignUpAsync("ann");
        Id = await Ann.CreateRoomAsync("Long");
        for (var number = 1; number <= Length; number++)
            await Ann.SayAsync(Id, $"message {number}");
    }

    public async Task DisposeAsync()
    {
        Ann.Dispose();
        await App.DisposeAsync();
    }
}
