using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace SQLitePCL.Tests;

public sealed class EntityFrameworkTests : IAsyncLifetime
{
    private readonly SqliteConnection _connection = Database.Open();

    public async Task InitializeAsync()
    {
        await using var chat = new Chat(_connection);
        Assert.True(await chat.Database.EnsureCreatedAsync());
        var (ann, bob) = (new Member { Name = "Ann" }, new Member { Name = "Bob" });
        chat.AddRange(
            new Message { Author = ann, Text = "안녕하세요", Price = 0.10m, Attachment = [] },
            new Message { Author = bob, Text = "Hello Ann", Price = 0.20m, Attachment = [1, 2] },
            new Message { Author = ann, Text = "room480 👍", Price = 10.00m });
        Assert.Equal(5, await chat.SaveChangesAsync());
    }

    public async Task DisposeAsync() => await _connection.DisposeAsync();

    [Fact]
    public async Task Entities_come_back_as_they_were_saved()
    {
        await using var chat = new Chat(_connection);
        var messages = await chat.Messages.Include(message => message.Author).OrderBy(message => message.Id).ToListAsync();
        Assert.Equal(["안녕하세요", "Hello Ann", "room480 👍"], messages.Select(message => message.Text));
        Assert.Equal(["Ann", "Bob", "Ann"], messages.Select(message => message.Author.Name));
        Assert.Equal([0, 2, null], messages.Select(message => message.Attachment?.Length));
    }

    [Fact]
    public async Task Queries_filter_group_and_order()
    {
        await using var chat = new Chat(_connection);
        var counts = await chat.Messages
            .Where(message => message.Text.Contains("안녕") || message.Text.StartsWith("room"))
            .GroupBy(message => message.Author.Name)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync();
        Assert.Equal(("Ann", 2), (counts.Single().Key, counts.Single().Count));
    }

    [Fact]
    public async Task Functions_and_aggregates_that_EF_brings_along_work()
    {
        await using var chat = new Chat(_connection);
        Assert.Equal("Hello Ann", (await chat.Messages.SingleAsync(message => Regex.IsMatch(message.Text, "^Hel+o"))).Text);
        Assert.Equal(10.30m, await chat.Messages.SumAsync(message => message.Price));
        var prices = chat.Messages.Select(message => message.Price);
        Assert.Equal([10.00m, 0.20m, 0.10m], await prices.OrderByDescending(price => price).ToListAsync());
    }

    [Fact]
    public async Task Many_rows_are_updated_and_deleted_at_once()
    {
        await using var chat = new Chat(_connection);
        Assert.Equal(2, await chat.Messages
            .Where(message => message.Author.Name == "Ann")
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.Text, message => message.Text + " (edited)")));
        Assert.Equal(2, await chat.Messages.CountAsync(message => message.Text.EndsWith("(edited)")));
        Assert.Equal(1, await chat.Messages.Where(message => message.Author.Name == "Bob").ExecuteDeleteAsync());
    }

    [Fact]
    public async Task A_broken_constraint_names_its_code()
    {
        await using var chat = new Chat(_connection);
        chat.Add(new Member { Name = "Ann" });
        var error = await Assert.ThrowsAsync<DbUpdateException>(() => chat.SaveChangesAsync());
        Assert.Equal(2067, Assert.IsType<SqliteException>(error.InnerException).SqliteExtendedErrorCode);
    }

    [Fact]
    public async Task A_transaction_that_is_not_committed_leaves_nothing()
    {
        await using (var chat = new Chat(_connection))
        await using (await chat.Database.BeginTransactionAsync())
        {
            chat.Add(new Member { Name = "Cho" });
            await chat.SaveChangesAsync();
        }

        await using var later = new Chat(_connection);
        Assert.False(await later.Members.AnyAsync(member => member.Name == "Cho"));
    }

    private sealed class Chat(SqliteConnection connection) : DbContext
    {
        public DbSet<Member> Members => Set<Member>();

        public DbSet<Message> Messages => Set<Message>();

        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(connection);

        protected override void OnModelCreating(ModelBuilder model) =>
            model.Entity<Member>().HasIndex(member => member.Name).IsUnique();
    }

    private sealed class Member
    {
        public int Id { get; set; }

        public required string Name { get; set; }
    }

    private sealed class Message
    {
        public int Id { get; set; }

        public required Member Author { get; set; }

        public required string Text { get; set; }

        public decimal Price { get; set; }

        public byte[]? Attachment { get; set; }
    }
}
