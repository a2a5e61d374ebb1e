using System.Data.Common;

namespace Chat.Data;

/// <summary>A command that keeps its parameters and its plan between uses.</summary>
public sealed class PreparedCommand : IDisposable
{
    private readonly DbCommand command;

    internal PreparedCommand(DbConnection connection, string sql)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
    }

    internal void Enlist(DbTransaction transaction) => command.Transaction = transaction;

    public PreparedCommand With(string name, object? value)
    {
        if (command.Parameters.IndexOf(name) is var index and >= 0)
            command.Parameters[index].Value = value ?? DBNull.Value;
        else
            Add(name, value);
        return this;
    }

    private void Add(string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }

    public int Execute() => command.ExecuteNonQuery();

    public object? Scalar() => command.ExecuteScalar();

    public DbDataReader Read() => command.ExecuteReader();

    public void Dispose() => command.Dispose();
}
