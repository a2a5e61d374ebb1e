using System.Runtime.InteropServices;

namespace SQLitePCL;

public static unsafe partial class raw
{
    public static int sqlite3_create_function(
        sqlite3 db, string name, int arity, object? userData, delegate_function_scalar? function) =>
        sqlite3_create_function(db, name, arity, flags: 0, userData, function);

    /// <param name="function">Null takes the function away.</param>
    public static int sqlite3_create_function(
        sqlite3 db, string name, int arity, int flags, object? userData, delegate_function_scalar? function) =>
        function is null
            ? RemoveFunction(db, name, arity)
            : CreateFunction(
                db,
                name,
                arity,
                flags | SQLITE_UTF8,
                Roots.Add(new ScalarFunction(function, userData)),
                &CallScalar,
                step: null,
                final: null,
                Roots.Destructor);

    private static int RemoveFunction(sqlite3 db, string name, int arity) =>
        CreateFunction(db, name, arity, SQLITE_UTF8, function: 0, scalar: null, step: null, final: null, destructor: null);

    [UnmanagedCallersOnly]
    private static void CallScalar(nint pointer, int count, nint* values)
    {
        var context = new sqlite3_context(pointer);
        try
        {
            Roots.Get<ScalarFunction>(UserData(pointer)).Call(context, Arguments(count, values));
        }
        catch (Exception exception)
        {
            Fail(context, exception);
        }
    }

    private static sqlite3_value[] Arguments(int count, nint* values)
    {
        var arguments = new sqlite3_value[count];
        for (var index = 0; index < count; index++)
        {
            arguments[index] = new sqlite3_value(values[index]);
        }

        return arguments;
    }

    // An exception may not unwind the engine's frames: the process would end. The statement fails instead.
    private static void Fail(sqlite3_context context, Exception exception) =>
        sqlite3_result_error(context, exception.Message);

    // SQLite calls the destructor when this fails, too, unlike sqlite3_create_collation_v2.
    [LibraryImport(Library, EntryPoint = "sqlite3_create_function_v2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateFunction(
        sqlite3 db,
        string name,
        int arity,
        int flags,
        nint function,
        delegate* unmanaged<nint, int, nint*, void> scalar,
        delegate* unmanaged<nint, int, nint*, void> step,
        delegate* unmanaged<nint, void> final,
        delegate* unmanaged<nint, void> destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_user_data")]
    private static partial nint UserData(nint context);

    private sealed record ScalarFunction(delegate_function_scalar Function, object? UserData)
    {
        public void Call(sqlite3_context context, sqlite3_value[] arguments) => Function(context, UserData, arguments);
    }
}
