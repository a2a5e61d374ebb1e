namespace Chat.Data;

/// <summary>
/// One writer at a time in this process. SQLite would make a second one poll for the lock and starve;
/// waiting here is fair and costs nothing.
/// </summary>
public sealed class WriteLock : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    public Held Enter()
    {
        gate.Wait();
        return new Held(gate);
    }

    public async Task<Held> EnterAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        return new Held(gate);
    }

    public void Dispose() => gate.Dispose();

    public readonly struct Held(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
