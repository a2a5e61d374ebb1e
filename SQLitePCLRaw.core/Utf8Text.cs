using System.Buffers;
using System.Text;

namespace SQLitePCL;

/// <summary>The UTF-8 of a string for the length of one call: on the stack when short, else in a pooled array.</summary>
internal readonly ref struct Utf8Text : IDisposable
{
    public const int StackBytes = 512;

    // UTF-8 needs at most three bytes for each char of a string.
    private const int BytesPerChar = 3;

    private readonly byte[]? _rented;

    public Utf8Text(string text, Span<byte> stack)
    {
        var buffer = stack;
        if (text.Length > stack.Length / BytesPerChar)
        {
            _rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(text));
            buffer = _rented;
        }

        Bytes = buffer[..Encoding.UTF8.GetBytes(text, buffer)];
    }

    public ReadOnlySpan<byte> Bytes { get; }

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }
    }
}
