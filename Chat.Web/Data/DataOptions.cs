using System.ComponentModel.DataAnnotations;

namespace Chat.Data;

/// <summary>Where the product keeps what must outlive it: section <c>Chat</c>, keys <c>Data</c>.</summary>
public sealed class DataOptions
{
    /// <summary>The data folder: database, keys, uploads. Relative to the working directory.</summary>
    [Required]
    public string Data { get; set; } = "./data";

    public string Folder => Path.GetFullPath(Data);

    public string KeysFolder => Path.Combine(Folder, "keys");

    /// <summary>SQLite connection string of the database file. Foreign keys are off by default in the system's library.</summary>
    public string SqliteConnection => $"Data Source={Path.Combine(Folder, "chat.db")};Foreign Keys=True;Pooling=True";
}
