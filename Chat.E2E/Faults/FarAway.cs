using System.Diagnostics;
using System.Threading.Channels;

namespace Chat.E2E.Faults;

/// <summary>Everything arrives, late.</summary>
internal sealed class FarAway(TimeSpan delay) : ILine
{
    public Task CarryAsync(Stream browser, Stream program, CancellationToken cut) =>
        Pieces.BothWaysAsync(browser, program, (from, to) => CarryOneWayAsync(from, to, cut));

    private async Task CarryOneWayAsync(Stream from, Stream to, CancellationToken cut)
    {
        var underWay = Channel.CreateUnbounded<(long Sent, byte[] Piece)>();
        var arriving = ArriveAsync(underWay.Reader, to, cut);
        await foreach (var piece in from.PiecesAsync(16 * 1024, cut))
            underWay.Writer.TryWrite((Stopwatch.GetTimestamp(), piece.ToArray()));
        underWay.Writer.Complete();
        await arriving;
    }

    private async Task ArriveAsync(ChannelReader<(long Sent, byte[] Piece)> underWay, Stream to, CancellationToken cut)
    {
        await foreach (var (sent, piece) in underWay.ReadAllAsync(cut))
        {
            var rest = delay - Stopwatch.GetElapsedTime(sent);
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, cut);
            await to.WriteAsync(piece, cut);
        }
    }
}
