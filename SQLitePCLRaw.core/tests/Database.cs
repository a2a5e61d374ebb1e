using Microsoft.Data.Sqlite;

namespace SQLitePCL.Tests;

/// <summary>An open connection to a database of its own, in memory, and short ways to speak to it.</summary>
internal static class Database
{
    public static SqliteConnection Open(string connectionString = "Data Source=:memory:")
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    public static int Run(this SqliteConnection connection, string sql, params object[] values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteNonQuery();
    }

    public static object? Ask(this SqliteConnection connection, string sql, params object[] values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteScalar();
    }

    public static List<string> List(this SqliteConnection connection, string sql, params object[] values)
    {
        using var command = connection.Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    /// <summary>A command whose parameters are named @0, @1 and so on.</summary>
    public static SqliteCommand Command(this SqliteConnection connection, string sql, params object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters.AddWithValue($"@{index}", values[index]);
        }

        return command;
    }
}

/// <summary>A database file that is gone when the test is.</summary>
internal sealed class DatabaseFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sqlite");

    public string Path => System.IO.Path.Combine(_folder.FullName, "test.db");

    public string ConnectionString => $"Data Source={Path};Pooling=False";

    public void Dispose() => _folder.Delete(recursive: true);
}
