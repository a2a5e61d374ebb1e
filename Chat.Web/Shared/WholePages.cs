using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.WebUtilities;

namespace Chat.Shared;

/// <summary>
/// Lets a page go out in one piece. The framework hands on sixteen thousand characters at a time, and each of them is
/// sent by itself: four system calls, and four times the client is woken, for one page of a room.
/// </summary>
internal sealed class WholePages : IHttpResponseStreamWriterFactory
{
    /// <summary>Characters. Nearly all pages are smaller; what is larger goes out in pieces of this size.</summary>
    private const int PieceSize = 64 * 1024;

    public TextWriter CreateWriter(Stream stream, Encoding encoding) =>
        new HttpResponseStreamWriter(stream, encoding, PieceSize, ArrayPool<byte>.Shared, ArrayPool<char>.Shared);
}
