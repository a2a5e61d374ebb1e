using System.Runtime.InteropServices;

namespace SQLitePCL;

public static unsafe partial class raw
{
    /// <param name="hook">Called when a transaction is rolled back, by SQLite itself too; null takes the hook away.</param>
    public static void sqlite3_rollback_hook(sqlite3 db, delegate_rollback? hook, object? userData)
    {
        var held = false;
        try
        {
            db.DangerousAddRef(ref held);
            var connection = db.DangerousGetHandle();
            if (hook is null)
            {
                ReplaceRollbackHook(connection, null, 0);
            }
            else
            {
                ReplaceRollbackHook(connection, &CallRollbackHook, Roots.Add(new RollbackHook(hook, userData)));
            }
        }
        finally
        {
            if (held)
            {
                db.DangerousRelease();
            }
        }
    }

    // SQLite returns the state of the hook before, under the connection's lock: no rollback is using it any more.
    private static void ReplaceRollbackHook(nint connection, delegate* unmanaged<nint, void> callback, nint hook)
    {
        var previous = SetRollbackHook(connection, callback, hook);
        if (previous != 0)
        {
            Roots.Remove(previous);
        }
    }

    [UnmanagedCallersOnly]
    private static void CallRollbackHook(nint pointer)
    {
        try
        {
            Roots.Get<RollbackHook>(pointer).Call();
        }
        catch (Exception)
        {
            // The transaction is already gone, SQLite asks for no answer, and unwinding its frames would end the process.
        }
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_rollback_hook")]
    private static partial nint SetRollbackHook(nint db, delegate* unmanaged<nint, void> callback, nint hook);

    private sealed record RollbackHook(delegate_rollback Hook, object? UserData)
    {
        public void Call() => Hook(UserData);
    }
}
