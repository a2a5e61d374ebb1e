namespace Chat.Jobs;

/// <summary>Wakes the worker when something is due earlier than what it waits for.</summary>
public sealed class JobBell
{
    public void Ring(DateTimeOffset due)
    {
    }
}
