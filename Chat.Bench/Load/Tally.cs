namespace Chat.Bench.Load;

/// <summary>Which messages of the present step a reader has seen.</summary>
internal sealed class Tally
{
    private ulong[] seen = [];
    private int step = -1;
    private Histogram? latencies;

    /// <summary>Messages of the step that came, each counted once.</summary>
    public int Delivered { get; private set; }

    public int Doubled { get; private set; }

    public long Bytes { get; private set; }

    /// <param name="messages">Of the step, in all rooms.</param>
    public void Begin(int step, int messages, Histogram? latencies = null)
    {
        (this.step, this.latencies) = (step, latencies);
        seen = new ulong[(messages / 64) + 1];
        (Delivered, Doubled, Bytes) = (0, 0, 0);
    }

    public void Receive(int bytes) => Bytes += bytes;

    /// <summary>Takes every whole stamp in a text.</summary>
    /// <returns>What follows the last of them; it may begin another.</returns>
    public ReadOnlySpan<byte> TakeAll(ReadOnlySpan<byte> text, long now)
    {
        while (text.IndexOf(Stamp.Mark) is var at and >= 0 && text.Length - at >= Stamp.Length)
        {
            Take(Stamp.Read(text[at..]), now);
            text = text[(at + Stamp.Length)..];
        }

        return text;
    }

    private void Take(Stamp stamp, long now)
    {
        if (stamp.Step != step)
            return; // the rest of the step before
        ref var word = ref seen[stamp.Message / 64];
        var bit = 1UL << (stamp.Message % 64);
        if ((word & bit) != 0)
        {
            Doubled++;
            return;
        }

        word |= bit;
        Delivered++;
        latencies?.Add(TimeSpan.FromMicroseconds(now - stamp.Due));
    }
}
