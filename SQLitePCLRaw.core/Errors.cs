using System.Runtime.InteropServices;

namespace SQLitePCL;

public static partial class raw
{
    [LibraryImport(Library)]
    public static partial int sqlite3_errcode(sqlite3 db);

    [LibraryImport(Library)]
    public static partial int sqlite3_extended_errcode(sqlite3 db);

    [LibraryImport(Library)]
    public static partial utf8z sqlite3_errmsg(sqlite3 db);

    [LibraryImport(Library)]
    public static partial utf8z sqlite3_errstr(int status);
}
