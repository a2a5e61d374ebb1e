using System.Runtime.InteropServices;

namespace SQLitePCL;

// What the C functions return on release repeats an error that was reported before; the resource is gone either way.

/// <summary>A connection.</summary>
public sealed class sqlite3 : SafeHandle
{
    internal sqlite3(nint connection) : base(0, ownsHandle: true) => SetHandle(connection);

    public override bool IsInvalid => handle == 0;

    internal IdleStatements Idle { get; } = new();

    protected override bool ReleaseHandle()
    {
        Idle.Close();
        raw.Close(handle);
        return true;
    }
}

/// <summary>A prepared statement; invalid when its SQL was blank, a comment or wrong.</summary>
public sealed class sqlite3_stmt : SafeHandle
{
    private readonly IdleStatements? _idle;
    private readonly byte[] _sql = [];

    internal sqlite3_stmt(nint statement) : base(0, ownsHandle: true) => SetHandle(statement);

    /// <summary>One that goes back when it is released.</summary>
    internal sqlite3_stmt(nint statement, byte[] sql, IdleStatements idle) : this(statement)
    {
        _sql = sql;
        _idle = idle;
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        if (_idle is null)
        {
            raw.Finalize(handle);
        }
        else
        {
            _idle.Give(_sql, handle);
        }

        return true;
    }
}

/// <summary>One value of a table opened for reading or writing in place.</summary>
public sealed class sqlite3_blob : SafeHandle
{
    internal sqlite3_blob(nint blob) : base(0, ownsHandle: true) => SetHandle(blob);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        raw.CloseBlob(handle);
        return true;
    }
}

/// <summary>A copy of one database into another, under way.</summary>
public sealed class sqlite3_backup : SafeHandle
{
    private readonly sqlite3 _destination;
    private readonly sqlite3 _source;

    internal sqlite3_backup(nint backup, sqlite3 destination, sqlite3 source) : base(0, ownsHandle: true)
    {
        _destination = destination;
        _source = source;

        if (backup != 0)
        {
            Hold(destination);
            Hold(source);
            SetHandle(backup);
        }
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        raw.FinishBackup(handle);
        _source.DangerousRelease();
        _destination.DangerousRelease();
        return true;
    }

    // Finishing a backup writes to both connections. sqlite3_close_v2 waits for a backup's source but not for its
    // destination, and finalizers run in any order: neither connection may close before the backup is finished.
    private static void Hold(sqlite3 connection)
    {
        var held = false;
        connection.DangerousAddRef(ref held);
    }
}
