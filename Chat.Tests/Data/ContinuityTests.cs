using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Chat.Tests.Data;

/// <summary>A database that was put back from a backup begins a new epoch; one that just goes on does not.</summary>
public sealed class ContinuityTests : IDisposable
{
    private readonly string folder = NewDatabase.InAFolderOfItsOwn();
    private readonly string elsewhere = Directory.CreateTempSubdirectory("chat-elsewhere-").FullName;

    private string Database => Path.Combine(folder, "chat.db");

    private string MarkFile => Path.Combine(folder, "continuity");

    [Fact]
    public async Task Stopped_and_started_it_goes_on()
    {
        var before = await RunAsync(TalkAsync);
        var quiet = await RunAsync();

        Assert.Equal(before, quiet);
        Assert.Equal(before, await RunAsync());
    }

    [Fact]
    public async Task Killed_and_started_it_goes_on()
    {
        using var server = new ServerProcess();
        await server.StartAsync();
        using var ann = new Visitor(server.Address);
        await ann.SignUpAsync("ann", "Ann");
        await ann.SayAsync(await ann.CreateRoomAsync("Life"), "one");
        var before = await EpochAsync(ann);
        await server.KillAsync();
        await server.StartAsync();

        Assert.Equal(before, await EpochAsync(ann));
    }

    [Fact]
    public async Task A_database_of_a_version_that_kept_no_mark_goes_on()
    {
        var before = await RunAsync(TalkAsync);
        Do(Database, """DELETE FROM "Settings" WHERE "Key" = 'continuity'""");
        File.Delete(MarkFile);

        Assert.Equal(before, await RunAsync());
    }

    [Fact]
    public async Task The_database_alone_put_back_from_before_the_last_start_is_noticed()
    {
        var before = await RunAsync(TalkAsync);
        using var backup = new Backup(folder);
        await RunAsync();
        backup.PutBack();

        await BeginsAnewAsync(before);
    }

    [Fact]
    public async Task The_database_alone_put_back_from_a_copy_made_while_it_ran_is_noticed()
    {
        Backup? backup = null;
        var before = await RunAsync(async app =>
        {
            backup = new Backup(folder);
            await TalkAsync(app);
        });
        using (backup)
            backup!.PutBack();

        await BeginsAnewAsync(before);
    }

    [Fact]
    public async Task The_database_put_back_after_a_crash_is_noticed()
    {
        var clock = new TestClock();
        await using var crashed = new ChatApp(folder, clock);
        var before = await EpochAsync(crashed);
        var mark = Mark();
        using var backup = new Backup(folder);
        await TalkAsync(crashed);
        clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.IsTrueAsync(() => Task.FromResult(Mark() != mark && MarkIsInDatabase()));
        crashed.CloseFiles();
        backup.PutBack(); // under the feet of the first, which will never know

        await BeginsAnewAsync(before);
    }

    [Fact]
    public async Task The_whole_folder_put_back_with_its_times_is_noticed()
    {
        var before = await RunAsync(TalkAsync);
        Run("cp", "-a", $"{folder}/.", elsewhere);
        await RunAsync(TalkAsync);
        Directory.Delete(folder, recursive: true);
        Run("cp", "-a", elsewhere, folder);

        await BeginsAnewAsync(before);
    }

    [Fact]
    public async Task The_whole_folder_unpacked_is_noticed()
    {
        var before = await RunAsync(TalkAsync);
        Run("tar", "-C", folder, "-cf", Path.Combine(elsewhere, "backup.tar"), ".");
        Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        Run("tar", "-C", folder, "-xpf", Path.Combine(elsewhere, "backup.tar"));

        await BeginsAnewAsync(before);
    }

    [Fact]
    public async Task A_mark_that_was_removed_begins_a_new_epoch()
    {
        var before = await RunAsync(TalkAsync);
        File.Delete(MarkFile);

        await BeginsAnewAsync(before);
    }

    /// <summary>Once, and from then on it goes on as ever.</summary>
    private async Task BeginsAnewAsync(string before)
    {
        var after = await RunAsync();

        Assert.NotEqual(before, after);
        Assert.Equal(after, await RunAsync());
    }

    /// <summary>Starts, lives through what is given, and stops: the epoch.</summary>
    private async Task<string> RunAsync(Func<ChatApp, Task>? life = null)
    {
        await using var app = new ChatApp(folder);
        if (life is not null)
            await life(app);
        return await EpochAsync(app);
    }

    private static async Task TalkAsync(ChatApp app)
    {
        using var ann = app.Visit();
        var name = $"ann-{Guid.NewGuid():N}"[..20];
        await ann.SignUpAsync(name, name);
        await ann.SayAsync(await ann.CreateRoomAsync(name), "one");
    }

    private static async Task<string> EpochAsync(ChatApp app)
    {
        using var reader = app.Visit();
        var name = $"reader-{Guid.NewGuid():N}"[..20];
        await reader.SignUpAsync(name, name);
        return await EpochAsync(reader);
    }

    private static async Task<string> EpochAsync(Visitor person) => (await person.PollAsync("rooms=")).GetProperty("epoch").GetString()!;

    private string Mark() => File.Exists(MarkFile) ? File.ReadAllText(MarkFile) : "";

    private bool MarkIsInDatabase()
    {
        using var database = new SqliteConnection($"Data Source={Database};Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = """SELECT "Value" FROM "Settings" WHERE "Key" = 'continuity'""";
        return ((string)command.ExecuteScalar()!).StartsWith(Mark(), StringComparison.Ordinal);
    }

    private static void Do(string path, string sql)
    {
        using var database = new SqliteConnection($"Data Source={path};Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Directory.Delete(elsewhere, recursive: true);
    }
}
