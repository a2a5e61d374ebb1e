using System.Text;

namespace Chat.E2E.Faults;

/// <summary>Speaks HTTP/1.0 to both sides: no chunks, no connection that is used twice; an answer ends when the line does.</summary>
internal sealed class OldProxy : ILine
{
    private static readonly byte[] Version = "HTTP/1.0"u8.ToArray();

    public async Task CarryAsync(Stream browser, Stream program, CancellationToken cut) =>
        await await Task.WhenAny(AskAsync(browser, program, cut), AnswerAsync(program, browser, cut));

    private static async Task AskAsync(Stream browser, Stream program, CancellationToken cut)
    {
        var head = await ReadHeadAsync(browser, cut);
        var old = head.Replace("HTTP/1.1\r\n", "HTTP/1.0\r\n", StringComparison.Ordinal).Replace("Connection: keep-alive", "Connection: close", StringComparison.Ordinal);
        await program.WriteAsync(Encoding.Latin1.GetBytes(old), cut);
        await browser.CopyToAsync(program, cut);
    }

    private static async Task<string> ReadHeadAsync(Stream browser, CancellationToken cut)
    {
        var head = "";
        await foreach (var piece in browser.PiecesAsync(16 * 1024, cut))
        {
            head += Encoding.Latin1.GetString(piece.Span);
            if (head.Contains("\r\n\r\n", StringComparison.Ordinal))
                break;
        }

        return head;
    }

    private static async Task AnswerAsync(Stream program, Stream browser, CancellationToken cut)
    {
        await program.ReadExactlyAsync(new byte[Version.Length], cut);
        await browser.WriteAsync(Version, cut);
        await program.CopyToAsync(browser, cut);
    }
}
