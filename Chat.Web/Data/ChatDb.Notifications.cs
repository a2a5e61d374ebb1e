using Microsoft.EntityFrameworkCore;

namespace Chat.Data;

/// <summary>The trait of what the program owes, and of the devices that it notifies.</summary>
public abstract partial class ChatDb
{
    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<PushSubscription> PushSubscriptions => Set<PushSubscription>();

    public DbSet<Notice> Notices => Set<Notice>();

    private static void JobsAndNotifications(ModelBuilder builder)
    {
        builder.Entity<Job>(job =>
        {
            job.HasIndex(j => new { j.Kind, j.Key }).IsUnique();
            job.HasIndex(j => j.DueAt).HasFilter("\"FailedAt\" IS NULL");
        });

        builder.Entity<PushSubscription>(subscription =>
        {
            subscription.HasIndex(s => s.Endpoint).IsUnique();
            subscription.HasIndex(s => s.PersonId);
            subscription.HasIndex(s => s.SessionId);
            subscription.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId);
            subscription.HasOne<Session>().WithMany().HasForeignKey(s => s.SessionId).OnDelete(DeleteBehavior.Cascade);
        });

        builder.Entity<Notice>(notice =>
        {
            notice.HasKey(n => new { n.PersonId, n.RoomId, n.Thread });
            notice.HasIndex(n => n.RoomId);
            notice.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId);
            notice.HasOne<Room>().WithMany().HasForeignKey(n => n.RoomId).OnDelete(DeleteBehavior.Cascade);
            notice.Clustered();
        });
    }
}
