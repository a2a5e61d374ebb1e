using System.Runtime.InteropServices;

namespace SQLitePCL;

public static unsafe partial class raw
{
    public static int sqlite3_create_function(
        sqlite3 db,
        string name,
        int arity,
        object? userData,
        delegate_function_aggregate_step? step,
        delegate_function_aggregate_final? final) =>
        sqlite3_create_function(db, name, arity, flags: 0, userData, step, final);

    /// <param name="step">Null, as well as <paramref name="final"/>, takes the function away.</param>
    public static int sqlite3_create_function(
        sqlite3 db,
        string name,
        int arity,
        int flags,
        object? userData,
        delegate_function_aggregate_step? step,
        delegate_function_aggregate_final? final) =>
        step is null || final is null
            ? RemoveFunction(db, name, arity)
            : CreateFunction(
                db,
                name,
                arity,
                flags | SQLITE_UTF8,
                Roots.Add(new AggregateFunction(step, final, userData)),
                scalar: null,
                &CallStep,
                &CallFinal,
                Roots.Destructor);

    [UnmanagedCallersOnly]
    private static void CallStep(nint pointer, int count, nint* values)
    {
        var slot = GroupSlot(pointer, sizeof(nint));
        if (slot is null)
        {
            ResultNoMemory(pointer);
            return;
        }

        // SQLite zeroes the slot before a group's first step.
        if (*slot == 0)
        {
            *slot = Roots.Add(new sqlite3_context(pointer));
        }

        var context = Group(*slot, pointer);
        try
        {
            Roots.Get<AggregateFunction>(UserData(pointer)).Step(context, Arguments(count, values));
        }
        catch (Exception exception)
        {
            Fail(context, exception);
        }
    }

    // SQLite calls this for every group that has stepped, also when the statement is given up halfway.
    [UnmanagedCallersOnly]
    private static void CallFinal(nint pointer)
    {
        // No bytes are asked for: a group without rows has never stepped and has no slot.
        var slot = GroupSlot(pointer, 0);
        var stepped = slot is not null && *slot != 0;
        var context = stepped ? Group(*slot, pointer) : new sqlite3_context(pointer);
        try
        {
            Roots.Get<AggregateFunction>(UserData(pointer)).Final(context);
        }
        catch (Exception exception)
        {
            Fail(context, exception);
        }
        finally
        {
            if (stepped)
            {
                Roots.Remove(*slot);
            }
        }
    }

    // The object, and with it the state, is the group's; the pointer is this call's alone.
    private static sqlite3_context Group(nint root, nint pointer)
    {
        var context = Roots.Get<sqlite3_context>(root);
        context.Pointer = pointer;
        return context;
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_aggregate_context")]
    private static partial nint* GroupSlot(nint context, int bytes);

    [LibraryImport(Library, EntryPoint = "sqlite3_result_error_nomem")]
    private static partial void ResultNoMemory(nint context);

    private sealed record AggregateFunction(
        delegate_function_aggregate_step StepFunction,
        delegate_function_aggregate_final FinalFunction,
        object? UserData)
    {
        public void Step(sqlite3_context context, sqlite3_value[] arguments) =>
            StepFunction(context, UserData, arguments);

        public void Final(sqlite3_context context) => FinalFunction(context, UserData);
    }
}
