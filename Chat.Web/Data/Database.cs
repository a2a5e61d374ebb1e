using Chat.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chat.Data;

/// <summary>Brings the database to this version at start, and knows its epoch.</summary>
public sealed partial class Database(
    IDbContextFactory<ChatDb> factory, Continuity continuity, IOptions<DataOptions> options, ILogger<Database> logger)
{
    /// <summary>
    /// Random id of this history. A cursor of another epoch speaks of another history and is worth nothing here.
    /// </summary>
    public string Epoch { get; private set; } = "";

    /// <summary>Creates or migrates the database.</summary>
    /// <exception cref="NewerDatabaseException">A newer version of the program has written to it.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(options.Value.Folder);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await MigrateAsync(db, cancellationToken);
        Epoch = await continuity.ResumeAsync(db, cancellationToken);
    }

    private async Task MigrateAsync(ChatDb db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = await AppliedAsync(db, cancellationToken);
        if (applied.FirstOrDefault(id => !known.Contains(id)) is { } unknown)
            throw new NewerDatabaseException(options.Value.Folder, unknown);
        if (applied.Count == known.Count)
            return; // nothing to do is the usual start, and asking EF to find that out takes a quarter of a second
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
        await FoldNamesAsync(db, cancellationToken);
        LogMigrated(known.Count - applied.Count);
    }

    /// <summary>SQL cannot fold names as <see cref="Names.Fold"/> does: those written before the column was there are folded here.</summary>
    private static async Task FoldNamesAsync(ChatDb db, CancellationToken cancellationToken)
    {
        foreach (var person in await db.Users.Where(p => p.NameKey == "").ToListAsync(cancellationToken))
        {
            person.DisplayName = person.DisplayName; // sets the key, too
            db.Update(person);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> AppliedAsync(ChatDb db, CancellationToken cancellationToken) =>
        await db.Database.SqlQuery<int>(
                $"""SELECT COUNT(*) AS "Value" FROM sqlite_master WHERE name = '__EFMigrationsHistory'""")
            .SingleAsync(cancellationToken) == 0
            ? []
            : await db.Database.SqlQuery<string>(
                    $"""SELECT "MigrationId" AS "Value" FROM "__EFMigrationsHistory" """)
                .ToListAsync(cancellationToken);

    [LoggerMessage(EventName = "DatabaseMigrated", Level = LogLevel.Information, Message = "Applied {Count} migrations")]
    private partial void LogMigrated(int count);
}

/// <summary>The database belongs to a newer version: running on it would lose what that version knows.</summary>
public sealed class NewerDatabaseException(string folder, string migration) : Exception(
    $"The database in {folder} was written by a newer version of Chat (it has the migration {migration}). " +
    "Start that version, or restore a backup made before the upgrade.");
