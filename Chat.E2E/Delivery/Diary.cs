namespace Chat.E2E.Delivery;

/// <summary>What happened so far, and a way to wait for what has not.</summary>
public sealed class Diary
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private TaskCompletionSource written = new();

    public IReadOnlyList<string> All
    {
        get
        {
            lock (gate)
                return [.. lines];
        }
    }

    public void Write(string line)
    {
        TaskCompletionSource before;
        lock (gate)
        {
            lines.Add(line);
            before = written;
            written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        before.TrySetResult();
    }

    public async Task Until(Func<string, bool> isIt, string what, int times = 1)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var (found, next) = Look(isIt, times); !found; (found, next) = Look(isIt, times))
        {
            if (await Task.WhenAny(next, Task.Delay(Timeout.Infinite, patience.Token)) != next)
                Assert.Fail($"Never: {what}. But:\n{string.Join('\n', All)}");
        }
    }

    private (bool Found, Task Next) Look(Func<string, bool> isIt, int times)
    {
        lock (gate)
            return (lines.Count(isIt) >= times, written.Task);
    }
}
