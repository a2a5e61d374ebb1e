using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using System.Text;

namespace SQLitePCL;

/// <summary>UTF-8 text with a NUL behind its last byte, or no text at all; mostly memory of SQLite's own.</summary>
[NativeMarshalling(typeof(Marshaller))]
public readonly unsafe ref struct utf8z
{
    private readonly ReadOnlySpan<byte> _bytes;

    private utf8z(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    internal utf8z(byte* text, int length) => _bytes = new ReadOnlySpan<byte>(text, length);

    public static utf8z FromString(string? text)
    {
        if (text is null)
        {
            return default;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        var bytes = new byte[length + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return new utf8z(bytes.AsSpan(0, length));
    }

    /// <returns>Null when there is no text: the C function returned a null pointer.</returns>
    public string? utf8_to_string() => IsNull ? null : Encoding.UTF8.GetString(_bytes);

    /// <summary>Lets <c>fixed</c> pass the text to C: an empty text is not a null pointer.</summary>
    internal ref readonly byte GetPinnableReference() => ref MemoryMarshal.GetReference(_bytes);

    private bool IsNull => Unsafe.IsNullRef(in MemoryMarshal.GetReference(_bytes));

    [CustomMarshaller(typeof(utf8z), MarshalMode.ManagedToUnmanagedOut, typeof(Marshaller))]
    internal static class Marshaller
    {
        // SQLite keeps the memory: nothing is freed.
        public static utf8z ConvertToManaged(byte* text) =>
            new(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
    }
}
