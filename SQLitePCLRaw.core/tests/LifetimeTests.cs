using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SQLitePCL.Tests;

/// <summary>These look at the whole process, its native memory and its collector: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class LifetimeTests
{
    private const int Misuse = 21;

    [Fact]
    public void Connections_opened_and_closed_leave_no_memory_behind()
    {
        OpenAndClose(100);
        Collect();
        var before = MemoryUsed();
        OpenAndClose(2_000);
        Collect();
        Assert.Equal(before, MemoryUsed());
    }

    [Fact]
    public void The_message_of_a_missing_extension_leaves_no_memory_behind()
    {
        using var db = Open();
        Assert.Equal(0, raw.sqlite3_enable_load_extension(db, 1));
        LoadMissingExtension(db);
        var before = MemoryUsed();
        for (var time = 0; time < 20; time++)
        {
            LoadMissingExtension(db);
        }

        Assert.Equal(before, MemoryUsed());
    }

    [Fact]
    public void Handles_that_nobody_disposed_are_released_in_any_order()
    {
        Collect();
        var before = MemoryUsed();
        for (var time = 0; time < 200; time++)
        {
            Forget();
        }

        Assert.True(MemoryUsed() > before);
        Collect();
        Assert.Equal(before, MemoryUsed());
    }

    [Fact]
    public void A_statement_works_on_after_its_connection_was_disposed()
    {
        var db = Open();
        Assert.Equal(0, raw.sqlite3_create_function(db, "seven", 0, null, (context, _, _) => raw.sqlite3_result_int64(context, 7)));
        Assert.Equal(0, raw.sqlite3_prepare_v2(db, "SELECT seven()", out var statement));
        db.Dispose();
        Collect();
        Assert.Equal(100, raw.sqlite3_step(statement));
        Assert.Equal(7, raw.sqlite3_column_int64(statement, 0));
        statement.Dispose();
    }

    [Fact]
    public void Callbacks_live_as_long_as_their_connection_and_no_longer()
    {
        var db = Open();
        WeakReference[] states = [.. Register(db)];
        Collect();
        Assert.All(states, state => Assert.True(state.IsAlive));
        Assert.Equal(0, raw.sqlite3_exec(db, "SELECT scalar(), total(column1) FROM (VALUES ('a'), ('b')) ORDER BY column1 COLLATE collation"));

        db.Dispose();
        Collect();
        Assert.All(states, state => Assert.False(state.IsAlive));
    }

    [Fact]
    public void Replaced_callbacks_are_let_go()
    {
        using var db = Open();
        WeakReference[] replaced = [.. Register(db)];
        WeakReference[] current = [.. Register(db)];
        Collect();
        Assert.All(replaced, state => Assert.False(state.IsAlive));
        Assert.All(current, state => Assert.True(state.IsAlive));
    }

    [Fact]
    public void Callbacks_that_could_not_be_registered_are_let_go_once()
    {
        using var db = Open();
        var function = RegisterTooManyArguments(db);
        var collation = RegisterWhileInUse(db, out var statement);
        Collect();
        Assert.False(function.IsAlive);
        Assert.False(collation.IsAlive);
        statement.Dispose();
    }

    [Fact]
    public void Groups_are_let_go_when_they_end()
    {
        using var db = Open();
        var state = Aggregate(db);
        Collect();
        Assert.False(state.IsAlive);
    }

    [Fact]
    public void Eight_threads_and_a_busy_collector_get_right_answers()
    {
        const int Threads = 8;
        const int Rounds = 150;
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                AskAndForget(thread, round);
                if (round % 10 == 0)
                {
                    GC.Collect();
                }
            }
        });
        Collect();
    }

    private static void AskAndForget(int thread, int round)
    {
        var text = $"{thread}:{round}:{new string('한', round * 10)}";
        var connection = Database.Open();
        connection.CreateFunction("pushed", (string value) => { GC.Collect(0); return value + "!"; });
        connection.CreateAggregate("joined", "", (string joined, string value) => joined + value);
        connection.CreateCollation("backwards", (first, second) => string.CompareOrdinal(second, first));
        connection.Run("CREATE TABLE notes (body TEXT)");
        using (var transaction = connection.BeginTransaction())
        {
            connection.Run("INSERT INTO notes VALUES (@0), (@1), ('')", text, "끝");
            transaction.Commit();
        }

        Assert.Equal(text + "!", connection.Ask("SELECT pushed(body) FROM notes WHERE body = @0", text));
        Assert.Equal(text + "끝", connection.Ask("SELECT joined(body) FROM notes"));
        Assert.Equal(["끝", text, ""], connection.List("SELECT body FROM notes ORDER BY body COLLATE backwards"));

        // Half of the connections are left, with an open reader, to the finalizers.
        var reader = connection.Command("SELECT body FROM notes").ExecuteReader();
        Assert.True(reader.Read());
        if (round % 2 == 0)
        {
            reader.Dispose();
            connection.Dispose();
        }
    }

    private static void LoadMissingExtension(sqlite3 db) =>
        Assert.Equal(1, raw.sqlite3_load_extension(db, utf8z.FromString("absent"), utf8z.FromString(null), out _));

    private static void OpenAndClose(int times)
    {
        for (var time = 0; time < times; time++)
        {
            using var db = Open();
            Register(db);
            Assert.Equal(0, raw.sqlite3_prepare_v2(db, "SELECT scalar(), total(1), ?", out var statement));
            Assert.Equal(0, raw.sqlite3_bind_text(statement, 1, "안녕"));
            Assert.Equal(100, raw.sqlite3_step(statement));
            statement.Dispose();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget()
    {
        var (source, destination) = (Open(), Open());
        Register(source);
        Assert.Equal(0, raw.sqlite3_exec(
            source, "CREATE TABLE files (bytes); INSERT INTO files VALUES (zeroblob(20000)); BEGIN; INSERT INTO files VALUES (1)"));
        Assert.Equal(0, raw.sqlite3_prepare_v2(source, "SELECT * FROM files", out var statement));
        Assert.Equal(100, raw.sqlite3_step(statement));
        Assert.Equal(0, raw.sqlite3_blob_open(source, "main", "files", "bytes", 1, 0, out _));
        Assert.Equal(0, raw.sqlite3_exec(source, "COMMIT"));
        var backup = raw.sqlite3_backup_init(destination, "main", source, "main");
        Assert.Equal(0, raw.sqlite3_backup_step(backup, 1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> Register(sqlite3 db)
    {
        object[] states = [new(), new(), new(), new()];
        Assert.Equal(0, raw.sqlite3_create_function(db, "scalar", 0, states[0], (context, _, _) => raw.sqlite3_result_null(context)));
        Assert.Equal(0, raw.sqlite3_create_function(db, "total", 1, states[1], (_, _, _) => { }, (context, _) => raw.sqlite3_result_null(context)));
        Assert.Equal(0, raw.sqlite3_create_collation(db, "collation", states[2], (_, first, second) => string.CompareOrdinal(first, second)));
        raw.sqlite3_rollback_hook(db, _ => { }, states[3]);
        return [.. states.Select(state => new WeakReference(state))];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RegisterTooManyArguments(sqlite3 db)
    {
        var state = new object();
        Assert.Equal(Misuse, raw.sqlite3_create_function(db, "wrong", 1000, state, (_, _, _) => { }));
        return new WeakReference(state);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RegisterWhileInUse(sqlite3 db, out sqlite3_stmt statement)
    {
        var state = new object();
        Assert.Equal(0, raw.sqlite3_create_collation(db, "used", null, (_, first, second) => string.CompareOrdinal(first, second)));
        Assert.Equal(0, raw.sqlite3_prepare_v2(db, "SELECT column1 FROM (VALUES ('a'), ('b')) ORDER BY column1 COLLATE used", out statement));
        Assert.Equal(100, raw.sqlite3_step(statement));
        const int Busy = 5;
        Assert.Equal(Busy, raw.sqlite3_create_collation(db, "used", state, (_, _, _) => 0));
        return new WeakReference(state);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Aggregate(sqlite3 db)
    {
        var group = new WeakReference(null);
        Assert.Equal(0, raw.sqlite3_create_function(
            db, "total", 1, null, (context, _, _) => group.Target = context.state ??= new object(), (_, _) => { }));
        Assert.Equal(0, raw.sqlite3_exec(db, "SELECT total(column1) FROM (VALUES (1), (2))"));
        return group;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static sqlite3 Open()
    {
        Assert.Equal(0, raw.sqlite3_open(":memory:", out var db));
        return db;
    }

    private static void Collect()
    {
        for (var time = 0; time < 3; time++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static unsafe long MemoryUsed() =>
        ((delegate* unmanaged<long>)NativeLibrary.GetExport(SystemSqlite.Load(), "sqlite3_memory_used"))();
}
