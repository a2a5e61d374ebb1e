namespace SQLitePCL.Tests;

public sealed class BackupTests
{
    private const int Done = 101;
    private const int Ok = 0;

    [Fact]
    public void A_backup_has_all_rows()
    {
        using var file = new DatabaseFile();
        using var source = Database.Open();
        source.Run("CREATE TABLE messages (text TEXT); INSERT INTO messages VALUES ('안녕')");
        using (var destination = Database.Open(file.ConnectionString))
        {
            source.BackupDatabase(destination);
        }

        using var copy = Database.Open(file.ConnectionString);
        Assert.Equal("안녕", copy.Ask("SELECT text FROM messages"));
    }

    [Fact]
    public void A_backup_goes_page_by_page()
    {
        using var source = OpenWithPages();
        using var destination = Open();
        using var backup = raw.sqlite3_backup_init(destination, "main", source, "main");
        Assert.False(backup.IsInvalid);
        Assert.Equal(Ok, raw.sqlite3_backup_step(backup, 1));
        Assert.Equal(Done, raw.sqlite3_backup_step(backup, -1));
    }

    [Fact]
    public void A_backup_that_cannot_start_is_invalid_and_says_why()
    {
        using var db = Open();
        using var backup = raw.sqlite3_backup_init(db, "main", db, "main");
        Assert.True(backup.IsInvalid);
        Assert.Equal("source and destination must be distinct", raw.sqlite3_errmsg(db).utf8_to_string());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_backup_outlives_the_disposal_of_its_connections(bool destinationFirst)
    {
        var source = OpenWithPages();
        var destination = Open();
        var backup = raw.sqlite3_backup_init(destination, "main", source, "main");
        Assert.Equal(Ok, raw.sqlite3_backup_step(backup, 1));

        (destinationFirst ? destination : source).Dispose();
        (destinationFirst ? source : destination).Dispose();
        Assert.Equal(Done, raw.sqlite3_backup_step(backup, -1));
        backup.Dispose();
    }

    private static sqlite3 OpenWithPages()
    {
        var db = Open();
        Assert.Equal(Ok, raw.sqlite3_exec(db, "CREATE TABLE files (bytes); INSERT INTO files VALUES (zeroblob(1000000))"));
        return db;
    }

    private static sqlite3 Open()
    {
        Assert.Equal(Ok, raw.sqlite3_open(":memory:", out var db));
        return db;
    }
}
