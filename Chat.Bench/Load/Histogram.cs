namespace Chat.Bench.Load;

/// <summary>Counts of durations in equal buckets up to a limit; the last bucket holds all that took longer.</summary>
internal sealed class Histogram(TimeSpan bucket, TimeSpan limit)
{
    private readonly int[] counts = new int[(limit / bucket) + 1 < int.MaxValue ? (int)(limit / bucket) + 1 : int.MaxValue];

    public long Count { get; private set; }

    public void Add(TimeSpan duration)
    {
        counts[Math.Clamp((int)(duration / bucket), 0, counts.Length - 1)]++;
        Count++;
    }

    public void Add(Histogram other)
    {
        for (var i = 0; i < counts.Length; i++)
            counts[i] += other.counts[i];
        Count += other.Count;
    }

    /// <summary>Milliseconds within which the given share of all came; NaN of nothing.</summary>
    public double Milliseconds(double share)
    {
        var rank = (long)Math.Ceiling(Count * share);
        for (var i = 0; i < counts.Length; i++)
        {
            if ((rank -= counts[i]) <= 0 && Count > 0)
                return (i + 1) * bucket.TotalMilliseconds;
        }

        return double.NaN;
    }

    public void Clear()
    {
        Array.Clear(counts);
        Count = 0;
    }
}
