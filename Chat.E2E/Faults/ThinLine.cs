namespace Chat.E2E.Faults;

/// <summary>All connections share so many bytes a second in each direction.</summary>
internal sealed class ThinLine(int bytesPerSecond) : ILine, IDisposable
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim up = new(1);
    private readonly SemaphoreSlim down = new(1);

    public Task CarryAsync(Stream browser, Stream program, CancellationToken cut) =>
        Pieces.BothWaysAsync(browser, program, (from, to) => CarryOneWayAsync(from, to, from == browser ? up : down, cut));

    private async Task CarryOneWayAsync(Stream from, Stream to, SemaphoreSlim direction, CancellationToken cut)
    {
        await foreach (var piece in from.PiecesAsync((int)(bytesPerSecond * Slice.TotalSeconds), cut))
        {
            await direction.WaitAsync(cut);
            try
            {
                await Task.Delay(Slice * piece.Length / (bytesPerSecond * Slice.TotalSeconds), cut);
            }
            finally
            {
                direction.Release();
            }

            await to.WriteAsync(piece, cut);
        }
    }

    public void Dispose()
    {
        up.Dispose();
        down.Dispose();
    }
}
