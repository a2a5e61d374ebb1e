namespace Chat.Bench.Scenarios;

/// <summary>Looks for the best rate: doubles until one is too much, then looks between.</summary>
internal sealed class Search(int start)
{
    private const int Bisections = 3;

    private int bad;
    private int bisections;

    /// <summary>The best rate so far; 0 if none was good.</summary>
    public int Best { get; private set; }

    /// <summary>The rate to try next; null at the end.</summary>
    public int? Next { get; private set; } = start;

    public void Report(bool good)
    {
        var tried = Next!.Value;
        if (good)
            Best = tried;
        else
            bad = tried;
        Next = bad == 0 ? Best * 2
            : bisections++ == Bisections || bad - Best < 2 ? null
            : (Best + bad) / 2;
    }
}
