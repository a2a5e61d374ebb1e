using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace SQLitePCL;

/// <summary>An argument of a function; valid while the function runs.</summary>
[NativeMarshalling(typeof(Marshaller))]
public sealed class sqlite3_value
{
    private readonly nint _pointer;

    internal sqlite3_value(nint pointer) => _pointer = pointer;

    [CustomMarshaller(typeof(sqlite3_value), MarshalMode.ManagedToUnmanagedIn, typeof(Marshaller))]
    internal static class Marshaller
    {
        public static nint ConvertToUnmanaged(sqlite3_value value) => value._pointer;
    }
}

public static unsafe partial class raw
{
    [LibraryImport(Library)]
    public static partial int sqlite3_value_type(sqlite3_value value);

    [LibraryImport(Library)]
    public static partial long sqlite3_value_int64(sqlite3_value value);

    [LibraryImport(Library)]
    public static partial double sqlite3_value_double(sqlite3_value value);

    public static utf8z sqlite3_value_text(sqlite3_value value)
    {
        var text = ValueText(value);
        return new utf8z(text, ValueBytes(value));
    }

    public static ReadOnlySpan<byte> sqlite3_value_blob(sqlite3_value value)
    {
        var blob = ValueBlob(value);
        return new ReadOnlySpan<byte>(blob, ValueBytes(value));
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_value_text")]
    private static partial byte* ValueText(sqlite3_value value);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_blob")]
    private static partial byte* ValueBlob(sqlite3_value value);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_bytes")]
    private static partial int ValueBytes(sqlite3_value value);
}
