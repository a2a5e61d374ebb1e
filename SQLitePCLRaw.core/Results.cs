using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace SQLitePCL;

/// <summary>One call of a scalar function, or all calls of an aggregate for one group.</summary>
[NativeMarshalling(typeof(Marshaller))]
public sealed class sqlite3_context
{
    /// <summary>What an aggregate keeps from step to step.</summary>
    public object? state;

    internal sqlite3_context(nint pointer) => Pointer = pointer;

    internal nint Pointer { get; set; }

    [CustomMarshaller(typeof(sqlite3_context), MarshalMode.ManagedToUnmanagedIn, typeof(Marshaller))]
    internal static class Marshaller
    {
        public static nint ConvertToUnmanaged(sqlite3_context context) => context.Pointer;
    }
}

public static unsafe partial class raw
{
    [LibraryImport(Library)]
    public static partial void sqlite3_result_null(sqlite3_context context);

    [LibraryImport(Library)]
    public static partial void sqlite3_result_int64(sqlite3_context context, long value);

    [LibraryImport(Library)]
    public static partial void sqlite3_result_double(sqlite3_context context, double value);

    public static void sqlite3_result_text(sqlite3_context context, string? value)
    {
        if (value is null)
        {
            sqlite3_result_null(context);
            return;
        }

        using var text = new Utf8Text(value, stackalloc byte[Utf8Text.StackBytes]);
        fixed (byte* bytes = NeverNull(text.Bytes))
        {
            ResultText(context, bytes, text.Bytes.Length, SQLITE_TRANSIENT);
        }
    }

    public static void sqlite3_result_blob(sqlite3_context context, ReadOnlySpan<byte> value)
    {
        fixed (byte* bytes = NeverNull(value))
        {
            ResultBlob(context, bytes, value.Length, SQLITE_TRANSIENT);
        }
    }

    public static void sqlite3_result_error(sqlite3_context context, string message)
    {
        using var text = new Utf8Text(message, stackalloc byte[Utf8Text.StackBytes]);
        fixed (byte* bytes = NeverNull(text.Bytes))
        {
            ResultError(context, bytes, text.Bytes.Length);
        }
    }

    [LibraryImport(Library)]
    public static partial void sqlite3_result_error_code(sqlite3_context context, int status);

    [LibraryImport(Library, EntryPoint = "sqlite3_result_text")]
    private static partial void ResultText(sqlite3_context context, byte* value, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_result_blob")]
    private static partial void ResultBlob(sqlite3_context context, byte* value, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_result_error")]
    private static partial void ResultError(sqlite3_context context, byte* message, int length);
}
