using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Data;

internal static class OfMessages
{
    /// <summary>It names a message, and goes when the message's row goes: with its room.</summary>
    public static void OfMessage<T>(this EntityTypeBuilder<T> entity, Expression<Func<T, object?>> message)
        where T : class =>
        entity.HasOne<Message>().WithMany().HasForeignKey(message).OnDelete(DeleteBehavior.Cascade);
}
