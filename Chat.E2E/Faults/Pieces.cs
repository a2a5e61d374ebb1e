using System.Runtime.CompilerServices;

namespace Chat.E2E.Faults;

/// <summary>Bytes as they come.</summary>
internal static class Pieces
{
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> PiecesAsync(this Stream from, int size, [EnumeratorCancellation] CancellationToken cut)
    {
        var buffer = new byte[size];
        for (var read = await from.ReadAsync(buffer, cut); read > 0; read = await from.ReadAsync(buffer, cut))
            yield return buffer.AsMemory(0, read);
    }

    /// <summary>Carries both directions until one of them ends.</summary>
    public static async Task BothWaysAsync(Stream browser, Stream program, Func<Stream, Stream, Task> carry) =>
        await await Task.WhenAny(carry(browser, program), carry(program, browser));
}
