namespace Chat.Data;

/// <summary>
/// Moves on whenever somebody may have got another name. Names stand in what is kept for all readers, and take no tick
/// of any room's clock.
/// </summary>
public sealed class NameClock
{
    private long now;

    public long Now => Interlocked.Read(ref now);

    public void Tick() => Interlocked.Increment(ref now);
}
