namespace Chat.Tests;

/// <summary>Waits for what happens on the server's own time.</summary>
public static class Eventually
{
    /// <summary>Far longer than anything here takes: reached only when what is waited for never comes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Between two looks, in which the server has the processor.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static Task IsTrueAsync(Func<bool> condition) => IsTrueAsync(() => Task.FromResult(condition()));

    public static async Task IsTrueAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(Pause);
        while (!await condition())
            await pause.WaitForNextTickAsync(patience.Token);
    }
}
