using System.Runtime.InteropServices;

namespace SQLitePCL;

/// <summary>Extensions of the engine. Apple's library has none of this: there the calls throw EntryPointNotFoundException.</summary>
public static unsafe partial class raw
{
    [LibraryImport(Library)]
    public static partial int sqlite3_enable_load_extension(sqlite3 db, int enabled);

    public static int sqlite3_load_extension(sqlite3 db, utf8z file, utf8z entryPoint, out utf8z error)
    {
        byte* message = null;
        try
        {
            fixed (byte* fileName = file)
            fixed (byte* functionName = entryPoint)
            {
                var status = LoadExtension(db, fileName, functionName, out message);
                error = utf8z.FromString(Marshal.PtrToStringUTF8((nint)message));
                return status;
            }
        }
        finally
        {
            // The one string SQLite leaves to its caller.
            Free(message);
        }
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_load_extension")]
    private static partial int LoadExtension(sqlite3 db, byte* file, byte* entryPoint, out byte* error);

    [LibraryImport(Library, EntryPoint = "sqlite3_free")]
    private static partial void Free(void* memory);
}
