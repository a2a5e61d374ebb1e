namespace Chat.Tests;

/// <summary>Waits for what happens on the server's own time.</summary>
internal static class Eventually
{
    /// <summary>Far longer than anything here takes: reached only when what is waited for never comes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task IsTrueAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
