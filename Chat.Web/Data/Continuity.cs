using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chat.Data;

/// <summary>
/// Notices at start that a backup was put back, and begins a new epoch then. A mark stands in the database and in a
/// file beside it: a random id, and the time of the file's creation. If the two differ, either was put back alone; a
/// copy of the whole folder has files of another time. The mark changes with each start and, where rooms have changed,
/// each minute and at the stop: a copy made while the server ran is of the past too.
/// A needless epoch only makes clients load their pages anew, a missed one shows them two histories in one.
/// </summary>
public sealed partial class Continuity(
    Writer writer, IOptions<DataOptions> options, TimeProvider clock, ILogger<Continuity> logger) : BackgroundService
{
    private const string EpochKey = "epoch";
    private const string MarkKey = "continuity";

    /// <summary>After a crash, a backup that is newer than this is not told from what it replaces.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly string file = Path.Combine(options.Value.Folder, "continuity");
    private volatile bool changed;

    /// <summary>The epoch of the database: a new one if it does not go on where the last start left it.</summary>
    public async Task<string> ResumeAsync(ChatDb db, CancellationToken cancellationToken)
    {
        var settings = await db.Settings.AsNoTracking()
            .Where(s => s.Key == EpochKey || s.Key == MarkKey)
            .ToDictionaryAsync(s => s.Key, s => s.Value, cancellationToken);
        // Neither mark: the database is new, or of a version that knew none.
        var goesOn = settings.GetValueOrDefault(MarkKey) == ReadMark();
        if (!settings.TryGetValue(EpochKey, out var epoch) || !goesOn)
        {
            if (epoch is not null)
                LogRestored();
            epoch = RandomId();
        }

        // First the file, then the database. Whatever ends the program in between, the two differ: one epoch too many.
        // The other way round they might agree again on an older database.
        var mark = WriteMark();
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO "Settings" ("Key", "Value") VALUES ({EpochKey}, {epoch}), ({MarkKey}, {mark})
             ON CONFLICT ("Key") DO UPDATE SET "Value" = excluded."Value"
             """,
            cancellationToken);
        return epoch;
    }

    /// <summary>
    /// Made anew, not written over. What .NET takes for the time of creation is on Linux the earlier of two: when the
    /// contents changed, which copies carry along, and when anything did, which nothing can. So the former is put a
    /// moment later, where it counts in copies only.
    /// </summary>
    private string WriteMark()
    {
        File.Delete(file);
        using (var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(Encoding.ASCII.GetBytes(RandomId()));
            stream.Flush();
            File.SetLastWriteTimeUtc(stream.SafeFileHandle, File.GetLastWriteTimeUtc(stream.SafeFileHandle).AddSeconds(1));
            stream.Flush(flushToDisk: true);
        }

        return ReadMark()!;
    }

    private string? ReadMark() => File.Exists(file) ? $"{File.ReadAllText(file)} {File.GetCreationTimeUtc(file):O}" : null;

    private static string RandomId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        writer.Committed += _ => changed = true;
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await RenewMarkAsync();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await RenewMarkAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RenewMarkAsync()
    {
        if (!changed)
            return;
        changed = false;
        try
        {
            var mark = WriteMark();
            await writer.Run(scope => scope
                .Command("""UPDATE "Settings" SET "Value" = @mark WHERE "Key" = @key""")
                .With("@mark", mark).With("@key", MarkKey).Execute());
        }
        catch (Exception error) when (error is WriterBusyException or DbException or DbUpdateException or IOException)
        {
            LogNotRenewed(error);
        }
    }

    [LoggerMessage(EventName = "BackupRestored", Level = LogLevel.Warning, Message = "The database was put back from a backup: clients load their pages anew")]
    private partial void LogRestored();

    [LoggerMessage(EventName = "MarkNotRenewed", Level = LogLevel.Warning, Message = "The mark of the database was not renewed: the next start begins a new epoch")]
    private partial void LogNotRenewed(Exception error);
}
