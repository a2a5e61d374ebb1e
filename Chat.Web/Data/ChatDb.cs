using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Chat.Data;

/// <summary>The database, whichever engine holds it. Each provider derives its own context and migrations.</summary>
public abstract partial class ChatDb(DbContextOptions options) : IdentityUserContext<Person, long>(options)
{
    /// <summary>Whether other programs may be at work on it at the same time.</summary>
    public abstract bool IsShared { get; }

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Room> Rooms => Set<Room>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<InviteLink> InviteLinks => Set<InviteLink>();

    public DbSet<Ban> Bans => Set<Ban>();

    public DbSet<Folder> Folders => Set<Folder>();

    public DbSet<Friendship> Friendships => Set<Friendship>();

    public DbSet<FriendRequest> FriendRequests => Set<FriendRequest>();

    public DbSet<Block> Blocks => Set<Block>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

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
            room.HasIndex(r => r.Pair).IsUnique();
            room.Ignore(r => r.Access);
        });

        builder.Entity<Membership>(membership =>
        {
            membership.HasKey(m => new { m.RoomId, m.PersonId });
            membership.HasIndex(m => m.PersonId);
            membership.HasOne(m => m.Room).WithMany(r => r.Memberships).HasForeignKey(m => m.RoomId);
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

        builder.Entity<InviteLink>(link =>
        {
            link.HasIndex(l => l.Code).IsUnique();
            link.HasIndex(l => l.RoomId);
            link.HasOne(l => l.Room).WithMany().HasForeignKey(l => l.RoomId).OnDelete(DeleteBehavior.Cascade);
            link.HasOne(l => l.CreatedBy).WithMany().HasForeignKey(l => l.CreatedById);
        });

        builder.Entity<Ban>(ban =>
        {
            ban.HasKey(b => new { b.RoomId, b.PersonId });
            ban.HasOne<Room>().WithMany().HasForeignKey(b => b.RoomId);
            ban.HasOne(b => b.Person).WithMany().HasForeignKey(b => b.PersonId);
            ban.Clustered();
        });

        builder.Entity<Folder>(folder =>
        {
            folder.HasIndex(f => f.PersonId);
            folder.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId);
        });

        builder.Entity<Friendship>(friendship =>
        {
            friendship.HasKey(f => new { f.LowId, f.HighId });
            friendship.HasIndex(f => f.HighId);
            friendship.HasOne<Person>().WithMany().HasForeignKey(f => f.LowId);
            friendship.HasOne<Person>().WithMany().HasForeignKey(f => f.HighId);
            friendship.Clustered();
        });

        builder.Entity<FriendRequest>(request =>
        {
            request.HasKey(r => new { r.ToId, r.FromId });
            request.HasIndex(r => r.FromId);
            request.HasOne(r => r.From).WithMany().HasForeignKey(r => r.FromId);
            request.HasOne(r => r.To).WithMany().HasForeignKey(r => r.ToId);
            request.Clustered();
        });

        builder.Entity<Block>(block =>
        {
            block.HasKey(b => new { b.PersonId, b.BlockedId });
            block.HasIndex(b => b.BlockedId);
            block.HasOne<Person>().WithMany().HasForeignKey(b => b.PersonId);
            block.HasOne(b => b.Blocked).WithMany().HasForeignKey(b => b.BlockedId);
            block.Clustered();
        });

        builder.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("Audit");
            entry.HasIndex(e => e.RoomId);
            entry.HasOne(e => e.Actor).WithMany().HasForeignKey(e => e.ActorId);
            entry.HasOne(e => e.Person).WithMany().HasForeignKey(e => e.PersonId);
            // A deleted room leaves the table; what was done to it stays written.
            entry.HasOne(e => e.Room).WithMany().HasForeignKey(e => e.RoomId).OnDelete(DeleteBehavior.SetNull);
        });

        MessagesAndTheirLog(builder);
        MessageParts(builder);
        OnesOwn(builder);
        JobsAndNotifications(builder);

        builder.Entity<Setting>().HasKey(s => s.Key);
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        time => time.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
