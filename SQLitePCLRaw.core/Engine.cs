using System.Runtime.InteropServices;
using System.Text;

namespace SQLitePCL;

/// <summary>What the engine says of itself.</summary>
public static unsafe partial class raw
{
    /// <summary>The name by which Microsoft.Data.Sqlite decides whether a password can work.</summary>
    // An unknown name means "perhaps" to it: it would run PRAGMA key, which this engine ignores, and the file would
    // stay plain text. Both of these names stand for an engine without encryption, so it refuses the password.
    public static string GetNativeLibraryName() => OperatingSystem.IsWindows() ? "winsqlite3" : "e_sqlite3";

    [LibraryImport(Library)]
    public static partial utf8z sqlite3_libversion();

    [LibraryImport(Library)]
    public static partial int sqlite3_libversion_number();

    [LibraryImport(Library)]
    public static partial int sqlite3_keyword_count();

    public static int sqlite3_keyword_name(int index, out string? name)
    {
        var status = KeywordName(index, out var text, out var length);
        // A keyword has a length and no terminator.
        name = status == SQLITE_OK ? Encoding.UTF8.GetString(text, length) : null;
        return status;
    }

    /// <param name="type">1 for the data folder, 2 for the temporary folder.</param>
    public static int sqlite3_win32_set_directory(int type, string? path) =>
        OperatingSystem.IsWindows() ? SetDirectory(type, path) : SQLITE_ERROR;

    [LibraryImport(Library, EntryPoint = "sqlite3_keyword_name")]
    private static partial int KeywordName(int index, out byte* name, out int length);

    [LibraryImport(Library, EntryPoint = "sqlite3_win32_set_directory", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int SetDirectory(int type, string? path);
}
