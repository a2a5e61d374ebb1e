using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Chat.Data;

/// <summary>The database, whichever engine holds it. Each provider derives its own context and migrations.</summary>
public abstract class ChatDb(DbContextOptions options) : IdentityUserContext<Person, long>(options)
{
    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Room> Rooms => Set<Room>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<Send> Sends => Set<Send>();

    public DbSet<LogEntry> Log => Set<LogEntry>();

    public DbSet<Setting> Settings => Set<Setting>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<Guid>().HaveConversion<GuidToBytesConverter>();
        // Every index costs each write; the ones that a question needs are named below.
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        builder.Entity<Person>(person =>
        {
            person.ToTable("People");
            person.Property(p => p.DisplayName).HasMaxLength(80);
        });

        builder.Entity<Session>(session =>
        {
            session.HasIndex(s => s.PersonId);
            session.Property(s => s.Id).ValueGeneratedNever();
            session.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId);
        });

        builder.Entity<Room>(room =>
        {
            room.HasIndex(r => r.NameKey).IsUnique();
            room.Ignore(r => r.Access);
        });

        builder.Entity<Membership>(membership =>
        {
            membership.HasKey(m => new { m.RoomId, m.PersonId });
            membership.HasIndex(m => m.PersonId);
            membership.HasOne(m => m.Room).WithMany().HasForeignKey(m => m.RoomId);
            membership.HasOne(m => m.Person).WithMany().HasForeignKey(m => m.PersonId);
            membership.Clustered();
        });

        builder.Entity<Invitation>(invitation =>
        {
            invitation.HasKey(i => new { i.PersonId, i.RoomId });
            invitation.HasIndex(i => i.RoomId);
            invitation.HasOne(i => i.Room).WithMany().HasForeignKey(i => i.RoomId);
            invitation.HasOne(i => i.InvitedBy).WithMany().HasForeignKey(i => i.InvitedById);
            invitation.HasOne<Person>().WithMany().HasForeignKey(i => i.PersonId);
        });

        builder.Entity<Message>(message =>
        {
            message.HasKey(m => new { m.RoomId, m.Number });
            message.Property(m => m.Number).ValueGeneratedNever();
            message.HasOne<Room>().WithMany().HasForeignKey(m => m.RoomId);
            message.HasOne(m => m.Author).WithMany().HasForeignKey(m => m.AuthorId);
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

        builder.Entity<Setting>().HasKey(s => s.Key);
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        time => time.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
