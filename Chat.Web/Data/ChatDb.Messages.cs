using Microsoft.EntityFrameworkCore;

namespace Chat.Data;

/// <summary>The trait of messages: what is said, what belongs to it, and what each person has to do with it.</summary>
public abstract partial class ChatDb
{
    public DbSet<Message> Messages => Set<Message>();

    public DbSet<MessageVersion> Versions => Set<MessageVersion>();

    public DbSet<Reaction> Reactions => Set<Reaction>();

    public DbSet<Poll> Polls => Set<Poll>();

    public DbSet<Vote> Votes => Set<Vote>();

    public DbSet<Mention> Mentions => Set<Mention>();

    public DbSet<Follow> Follows => Set<Follow>();

    public DbSet<Bookmark> Bookmarks => Set<Bookmark>();

    public DbSet<Reminder> Reminders => Set<Reminder>();

    public DbSet<ScheduledMessage> Scheduled => Set<ScheduledMessage>();

    public DbSet<LinkPreview> Previews => Set<LinkPreview>();

    public DbSet<PreviewRequest> PreviewRequests => Set<PreviewRequest>();

    public DbSet<Send> Sends => Set<Send>();

    public DbSet<LogEntry> Log => Set<LogEntry>();

    private static void MessagesAndTheirLog(ModelBuilder builder)
    {
        builder.Entity<Message>(message =>
        {
            message.HasKey(m => new { m.RoomId, m.Number });
            message.Property(m => m.Number).ValueGeneratedNever();
            message.HasOne<Room>().WithMany().HasForeignKey(m => m.RoomId);
            message.HasOne(m => m.Author).WithMany().HasForeignKey(m => m.AuthorId);
            message.HasIndex(m => new { m.RoomId, m.PinnedAt }).HasFilter("\"PinnedAt\" IS NOT NULL");
            message.HasIndex(m => new { m.RoomId, m.QuoteOf }).HasFilter("\"QuoteOf\" IS NOT NULL");
            message.Clustered();
        });

        builder.Entity<Send>(send =>
        {
            send.HasKey(s => new { s.AuthorId, s.ClientId });
            send.Property(s => s.ClientId).ValueGeneratedNever();
            send.Clustered();
        });

        builder.Entity<LogEntry>(entry =>
        {
            entry.ToTable("Log");
            entry.HasKey(e => new { e.RoomId, e.Rev });
            entry.Property(e => e.Rev).ValueGeneratedNever();
            entry.Clustered();
        });
    }

    /// <summary>What belongs to a message and goes with it.</summary>
    private static void MessageParts(ModelBuilder builder)
    {
        builder.Entity<MessageVersion>(version =>
        {
            version.HasKey(v => new { v.RoomId, v.Number, v.Rev });
            version.OfMessage(v => new { v.RoomId, v.Number });
            version.Clustered();
        });

        builder.Entity<Reaction>(reaction =>
        {
            reaction.HasKey(r => new { r.RoomId, r.Number, r.Emoji, r.PersonId });
            reaction.HasOne(r => r.Person).WithMany().HasForeignKey(r => r.PersonId);
            reaction.OfMessage(r => new { r.RoomId, r.Number });
            reaction.Clustered();
        });

        builder.Entity<Poll>(poll =>
        {
            poll.HasKey(p => new { p.RoomId, p.Number });
            poll.OfMessage(p => new { p.RoomId, p.Number });
            poll.Clustered();
        });

        builder.Entity<Vote>(vote =>
        {
            vote.HasKey(v => new { v.RoomId, v.Number, v.PersonId, v.Option });
            vote.HasOne<Person>().WithMany().HasForeignKey(v => v.PersonId);
            vote.OfMessage(v => new { v.RoomId, v.Number });
            vote.Clustered();
        });

        builder.Entity<LinkPreview>().HasIndex(p => p.Url).IsUnique();

        builder.Entity<PreviewRequest>(request =>
        {
            request.HasKey(r => new { r.RoomId, r.Number });
            request.HasIndex(r => r.DueAt);
            request.OfMessage(r => new { r.RoomId, r.Number });
            request.Clustered();
        });
    }

    /// <summary>What a person has to do with messages.</summary>
    private static void OnesOwn(ModelBuilder builder)
    {
        builder.Entity<Mention>(mention =>
        {
            mention.HasKey(m => new { m.PersonId, m.RoomId, m.Number });
            mention.HasIndex(m => new { m.PersonId, m.At });
            mention.HasIndex(m => new { m.PersonId, m.RoomId }).HasFilter("NOT \"IsRead\"");
            mention.HasIndex(m => new { m.RoomId, m.Number });
            mention.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId);
            mention.OfMessage(m => new { m.RoomId, m.Number });
            mention.Clustered();
        });

        builder.Entity<Follow>(follow =>
        {
            follow.HasKey(f => new { f.PersonId, f.RoomId, f.Thread });
            follow.HasIndex(f => new { f.RoomId, f.Thread });
            follow.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId);
            follow.OfMessage(f => new { f.RoomId, f.Thread });
            follow.Clustered();
        });

        builder.Entity<Bookmark>(bookmark =>
        {
            bookmark.HasKey(b => new { b.PersonId, b.RoomId, b.Number });
            bookmark.HasIndex(b => new { b.PersonId, b.At });
            bookmark.HasIndex(b => new { b.RoomId, b.Number });
            bookmark.HasOne<Person>().WithMany().HasForeignKey(b => b.PersonId);
            bookmark.OfMessage(b => new { b.RoomId, b.Number });
            bookmark.Clustered();
        });

        builder.Entity<Reminder>(reminder =>
        {
            reminder.HasIndex(r => new { r.PersonId, r.DueAt });
            reminder.HasIndex(r => r.DueAt).HasFilter("\"FiredAt\" IS NULL");
            reminder.HasIndex(r => new { r.RoomId, r.Number });
            reminder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
            reminder.OfMessage(r => new { r.RoomId, r.Number });
        });

        builder.Entity<ScheduledMessage>(scheduled =>
        {
            scheduled.ToTable("Scheduled");
            scheduled.HasIndex(s => new { s.AuthorId, s.DueAt });
            scheduled.HasIndex(s => s.DueAt).HasFilter("\"Failure\" IS NULL");
            scheduled.HasIndex(s => s.RoomId);
            scheduled.Property(s => s.ClientId).ValueGeneratedNever();
            scheduled.HasOne<Person>().WithMany().HasForeignKey(s => s.AuthorId);
            scheduled.HasOne(s => s.Room).WithMany().HasForeignKey(s => s.RoomId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
