namespace Chat.E2E.Faults;

/// <summary>While it is open connections stay, and nothing passes on them: no byte, no end. Afterwards all arrives.</summary>
internal sealed class BlackHole : ILine
{
    private volatile TaskCompletionSource passable = Closed();

    private static TaskCompletionSource Closed()
    {
        var closed = new TaskCompletionSource();
        closed.SetResult();
        return closed;
    }

    public void Opens() => passable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Closes() => passable.SetResult();

    public Task CarryAsync(Stream browser, Stream program, CancellationToken cut) =>
        Pieces.BothWaysAsync(browser, program, (from, to) => CarryOneWayAsync(from, to, cut));

    private async Task CarryOneWayAsync(Stream from, Stream to, CancellationToken cut)
    {
        await foreach (var piece in from.PiecesAsync(16 * 1024, cut))
        {
            await passable.Task.WaitAsync(cut);
            await to.WriteAsync(piece, cut);
        }
    }
}
