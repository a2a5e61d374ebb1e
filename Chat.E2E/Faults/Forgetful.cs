namespace Chat.E2E.Faults;

/// <summary>A firewall that forgets the connections that streams run on: what comes on them is dropped, and nobody is told.</summary>
internal sealed class Forgetful : ILine
{
    private volatile int generation;

    public void Forgets() => generation++;

    public Task CarryAsync(Stream browser, Stream program, CancellationToken cut)
    {
        var connection = new Connection(this);
        return Pieces.BothWaysAsync(browser, program, (from, to) => connection.CarryAsync(from, to, cut));
    }

    private sealed class Connection(Forgetful firewall)
    {
        private volatile int forgottenAfter = int.MaxValue;

        public async Task CarryAsync(Stream from, Stream to, CancellationToken cut)
        {
            await foreach (var piece in from.PiecesAsync(16 * 1024, cut))
            {
                if (IsStream(piece.Span))
                    forgottenAfter = firewall.generation;
                if (firewall.generation <= forgottenAfter)
                    await to.WriteAsync(piece, cut);
            }
        }

        // The question says so, or the answer.
        private static bool IsStream(ReadOnlySpan<byte> piece) => piece.IndexOf("text/event-stream"u8) >= 0;
    }
}
