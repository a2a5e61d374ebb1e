namespace Chat.Bench.Load;

/// <summary>How long a browser waits before it tries again: at random, up to 1, 2, 4 .. 30 seconds.</summary>
internal sealed class BackOff
{
    private const double Longest = 30;

    private int tries;

    public TimeSpan Next() => TimeSpan.FromSeconds(Random.Shared.NextDouble() * Math.Min(Longest, Math.Pow(2, tries++)));

    public void Reset() => tries = 0;
}
