using Microsoft.Data.Sqlite;

namespace Chat.Tests;

/// <summary>A copy of a database, made while the program runs as <c>sqlite3 chat.db ".backup …"</c> makes it.</summary>
public sealed class Backup : IDisposable
{
    private readonly string folder;
    private readonly string copy = Path.GetTempFileName();

    /// <param name="folder">The data folder.</param>
    public Backup(string folder)
    {
        this.folder = folder;
        using var running = new SqliteConnection($"Data Source={Path.Combine(folder, "chat.db")};Pooling=False");
        using var target = new SqliteConnection($"Data Source={copy};Pooling=False");
        running.Open();
        running.BackupDatabase(target);
    }

    /// <summary>The database alone, in place of the present one and its journal.</summary>
    public void PutBack()
    {
        foreach (var file in Directory.GetFiles(folder, "chat.db*"))
            File.Delete(file);
        File.Copy(copy, Path.Combine(folder, "chat.db"));
    }

    public void Dispose() => File.Delete(copy);
}
