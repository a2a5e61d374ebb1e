namespace SQLitePCL;

/// <summary>
/// A connection's statements that nobody uses now, for whoever asks the same again: Microsoft.Data.Sqlite lets go of a
/// statement with its command, and Entity Framework makes a command for every query. To compile a query of a dozen
/// columns costs as much as to ask it.
/// </summary>
/// <remarks>
/// SQLite recompiles a statement by itself when the schema, a function or a collation has changed. Only what reads is
/// kept: a PRAGMA does its work while it is compiled, and must be compiled each time.
/// </remarks>
internal sealed class IdleStatements
{
    /// <summary>Each takes some ten kilobytes; a page asks about ten different questions.</summary>
    public const int Most = 32;

    // The one that was given back last comes last.
    private readonly List<(byte[] Sql, nint Statement)> _idle = new(Most);
    private bool _closed;

    public static bool Takes(ReadOnlySpan<byte> sql) => sql.StartsWith("SELECT"u8);

    /// <returns>False if there is none for these words.</returns>
    public bool TryTake(ReadOnlySpan<byte> sql, out (byte[] Sql, nint Statement) taken)
    {
        lock (_idle)
        {
            for (var i = _idle.Count - 1; i >= 0; i--)
            {
                if (sql.SequenceEqual(_idle[i].Sql))
                {
                    taken = _idle[i];
                    _idle.RemoveAt(i);
                    return true;
                }
            }
        }

        taken = default;
        return false;
    }

    /// <summary>As if new: without its place in the rows, and without the values it was asked with.</summary>
    public void Give(byte[] sql, nint statement)
    {
        raw.Reset(statement);
        raw.ClearBindings(statement);
        lock (_idle)
        {
            if (!_closed)
            {
                _idle.Add((sql, statement));
                statement = 0;
            }

            if (_idle.Count > Most)
            {
                statement = _idle[0].Statement;
                _idle.RemoveAt(0);
            }
        }

        if (statement != 0)
        {
            raw.Finalize(statement);
        }
    }

    /// <summary>The connection closes: statements that come back later are not kept.</summary>
    public void Close()
    {
        lock (_idle)
        {
            _closed = true;
            foreach (var (_, statement) in _idle)
            {
                raw.Finalize(statement);
            }

            _idle.Clear();
        }
    }
}
