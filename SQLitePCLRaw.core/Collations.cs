using System.Runtime.InteropServices;
using System.Text;

namespace SQLitePCL;

public static unsafe partial class raw
{
    /// <param name="compare">Null takes the collation away.</param>
    public static int sqlite3_create_collation(sqlite3 db, string name, object? userData, strdelegate_collation? compare)
    {
        if (compare is null)
        {
            return CreateCollation(db, name, SQLITE_UTF8, collation: 0, compare: null, destructor: null);
        }

        var collation = Roots.Add(new Collation(compare, userData, db.DangerousGetHandle()));
        var status = CreateCollation(db, name, SQLITE_UTF8, collation, &Compare, Roots.Destructor);

        // SQLite doesn't call the destructor when this fails, unlike sqlite3_create_function_v2.
        if (status != SQLITE_OK)
        {
            Roots.Remove(collation);
        }

        return status;
    }

    [UnmanagedCallersOnly]
    private static int Compare(nint pointer, int firstLength, byte* first, int secondLength, byte* second)
    {
        var collation = Roots.Get<Collation>(pointer);
        try
        {
            return collation.Compare(Text(first, firstLength), Text(second, secondLength));
        }
        catch (Exception)
        {
            // A comparison can neither throw into the engine nor return an error. Stopping the statement is the most
            // that SQLite offers: its caller sees a failure and not many rows in a wrong order. A statement of one
            // row may be done before it looks.
            Interrupt(collation.Connection);
            return 0;
        }
    }

    private static string Text(byte* bytes, int length) =>
        Encoding.UTF8.GetString(new ReadOnlySpan<byte>(bytes, length));

    [LibraryImport(Library, EntryPoint = "sqlite3_create_collation_v2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateCollation(
        sqlite3 db,
        string name,
        int encoding,
        nint collation,
        delegate* unmanaged<nint, int, byte*, int, byte*, int> compare,
        delegate* unmanaged<nint, void> destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_interrupt")]
    private static partial void Interrupt(nint db);

    // The pointer outlives its use: SQLite destroys a collation before it frees the connection.
    private sealed record Collation(strdelegate_collation Comparison, object? UserData, nint Connection)
    {
        public int Compare(string first, string second) => Comparison(UserData, first, second);
    }
}
