using System.Runtime.InteropServices;

namespace SQLitePCL;

public static partial class raw
{
    /// <returns>An invalid handle when the copy cannot start: the destination holds the error.</returns>
    public static sqlite3_backup sqlite3_backup_init(
        sqlite3 destination, string destinationDatabase, sqlite3 source, string sourceDatabase) =>
        new(StartBackup(destination, destinationDatabase, source, sourceDatabase), destination, source);

    /// <param name="pages">How many pages to copy; all that remain when negative.</param>
    [LibraryImport(Library)]
    public static partial int sqlite3_backup_step(sqlite3_backup backup, int pages);

    [LibraryImport(Library, EntryPoint = "sqlite3_backup_finish")]
    internal static partial void FinishBackup(nint backup);

    [LibraryImport(Library, EntryPoint = "sqlite3_backup_init", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint StartBackup(
        sqlite3 destination, string destinationDatabase, sqlite3 source, string sourceDatabase);
}
