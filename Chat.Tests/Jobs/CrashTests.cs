using Microsoft.Data.Sqlite;

namespace Chat.Tests.Jobs;

/// <summary>The program is killed while it is at work: the next start goes on with it, and does nothing anew that was done.</summary>
public sealed class CrashTests : IDisposable
{
    /// <summary>As many as take the program some seconds to remove.</summary>
    private const int Messages = 200_000;

    private readonly ServerProcess server = new();

    [Fact]
    public async Task What_was_under_way_is_done_after_the_restart_and_what_was_done_is_not_done_again()
    {
        await server.StartAsync();
        using var ann = new Visitor(server.Address);
        await ann.SignUpAsync("ann", "Ann");
        var (full, kept) = (await ann.CreateRoomAsync("Full"), await ann.CreateRoomAsync("Kept"));
        await ann.SayAsync(full, "one of many");
        await server.KillAsync();
        // A message to be sent, and a deleted room that takes its time, were due meanwhile.
        Do($"""
            INSERT INTO Scheduled (AuthorId, RoomId, Body, ClientId, DueAt)
            SELECT Id, {kept}, 'once', randomblob(16), 1000 FROM People
            """);
        Do($"UPDATE Rooms SET DeletedAt = 1000, NameKey = NULL WHERE Id = {full}");
        Multiply(full);
        Do("UPDATE Jobs SET DueAt = 1000 WHERE Kind = 'rooms.purge'");

        await server.StartAsync();
        await Eventually.IsTrueAsync(() => Ask($"SELECT COUNT(*) FROM Messages WHERE RoomId = {full}") < Messages && SaidOnce());
        await server.KillAsync();
        Assert.Equal(1, Ask("SELECT COUNT(*) FROM Jobs WHERE Kind = 'rooms.purge' AND LeasedUntil IS NOT NULL"));
        Assert.NotEqual(0, Ask($"SELECT COUNT(*) FROM Messages WHERE RoomId = {full}"));

        await server.StartAsync();
        await Eventually.IsTrueAsync(() => Ask("SELECT COUNT(*) FROM Jobs WHERE Kind = 'rooms.purge' AND LeasedUntil IS NULL AND DueAt > 1000") == 1);
        Assert.Equal(0, Ask($"SELECT COUNT(*) FROM Messages WHERE RoomId = {full}"));
        Assert.Equal(0, Ask($"SELECT COUNT(*) FROM Rooms WHERE Id = {full}"));
        Assert.True(SaidOnce());

        bool SaidOnce() =>
            Ask("SELECT COUNT(*) FROM Jobs WHERE Kind = 'later.scheduled'") == 0 && Ask($"SELECT COUNT(*) FROM Messages WHERE RoomId = {kept} AND Body = 'once'") == 1;
    }

    /// <summary>Copies a room's only message, without its words: those alone would have to be looked for in the index.</summary>
    private void Multiply(long room)
    {
        using var database = Open();
        using var command = database.CreateCommand();
        command.CommandText = "SELECT name FROM pragma_table_info('Messages')";
        var columns = new List<string>();
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
                columns.Add(rows.GetString(0));
        }

        var values = columns.Select(column => column switch
        {
            "Number" => "n",
            "Body" => "''",
            _ => column,
        });
        command.CommandText = $"""
            WITH RECURSIVE Numbers (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM Numbers WHERE n < {Messages})
            INSERT INTO Messages ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM Messages, Numbers WHERE RoomId = {room} AND Number = 1
            """;
        command.ExecuteNonQuery();
    }

    private void Do(string sql)
    {
        using var database = Open();
        using var command = database.CreateCommand();
        command.CommandText = sql;
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    private long Ask(string sql)
    {
        using var database = Open();
        using var command = database.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private SqliteConnection Open()
    {
        var database = new SqliteConnection($"Data Source={Path.Combine(server.Folder, "chat.db")};Pooling=False");
        database.Open();
        return database;
    }

    public void Dispose() => server.Dispose();
}
