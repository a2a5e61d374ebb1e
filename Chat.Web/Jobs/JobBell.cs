namespace Chat.Jobs;

/// <summary>Wakes the worker when something is due earlier than what it waits for.</summary>
public sealed class JobBell(TimeProvider clock) : IDisposable
{
    /// <summary>By more the clock seldom moves while a timer is made, unless somebody moves it. To look once too often does no harm.</summary>
    private static readonly TimeSpan Jump = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim rung = new(0, 1);
    private readonly Lock gate = new();
    private DateTimeOffset next = DateTimeOffset.MinValue;

    /// <summary>Something is due then.</summary>
    public void Ring(DateTimeOffset due)
    {
        lock (gate)
        {
            if (due >= next || rung.CurrentCount > 0)
                return;
            rung.Release();
        }
    }

    /// <summary>From now on until <see cref="WaitAsync"/>, whatever comes rings.</summary>
    internal void Listen()
    {
        lock (gate)
            next = DateTimeOffset.MaxValue;
    }

    /// <summary>Until then, or until something earlier has come.</summary>
    internal async Task WaitAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        var began = clock.GetUtcNow();
        if (until <= began)
            return;
        lock (gate)
            next = until;
        using var passed = new CancellationTokenSource(until - began, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(passed.Token, cancellationToken);
        var now = clock.GetUtcNow();
        if (now >= until || now - began > Jump)
            return; // the time has come, or the timer would be late by as much: whoever waits looks again
        try
        {
            await rung.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time has come.
        }
    }

    public void Dispose() => rung.Dispose();
}
