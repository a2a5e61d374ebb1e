using System.Security.Cryptography;
using System.Text;
using Chat.Core;
using Chat.Data;
using Chat.Messages;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Rivals;

/// <summary>
/// The same work by the book: a context of the request's own, entities, one SaveChanges per message. Requests take
/// turns, since SQLite would let the others fail or poll for its lock; without that EF does worse.
/// </summary>
internal sealed class EfPosting : IPosting, IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    public void Register(IServiceCollection services)
    {
    }

    public async Task<Posted> PostAsync(IServiceProvider request, long author, long room, string body, Guid clientId)
    {
        var (html, hash) = (Markup.ToHtml(body), SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        await turn.WaitAsync();
        try
        {
            return await SaveAsync(request.GetRequiredService<ChatDb>(), author, room, body, html, hash, clientId);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private static async Task<Posted> SaveAsync(ChatDb db, long author, long id, string body, string html, byte[] hash, Guid clientId)
    {
        if (await db.Sends.AsNoTracking().SingleOrDefaultAsync(s => s.AuthorId == author && s.ClientId == clientId) is { } former)
            return new Posted(PostOutcome.Repeated, former.Number, former.Rev);
        var membership = await db.Memberships.Include(m => m.Room).Include(m => m.Person)
            .SingleOrDefaultAsync(m => m.RoomId == id && m.PersonId == author && m.LeftAt == null);
        if (membership is not { Room: { } room })
            return new Posted(PostOutcome.Refused, Voice: Voice.NotMember);
        room.Rev++;
        room.Head++;
        membership.LastRead = room.Head;
        db.Messages.Add(new Message
        {
            RoomId = id,
            Number = room.Head,
            Rev = room.Rev,
            AuthorId = author,
            Body = body,
            Html = html,
            IsLong = MessageText.IsLong(body),
            CreatedAt = TimeProvider.System.GetUtcNow(),
        });
        db.Log.Add(new LogEntry { RoomId = id, Rev = room.Rev, Kind = ChangeKind.Message, Subject = room.Head });
        db.Sends.Add(new Send { AuthorId = author, ClientId = clientId, RoomId = id, Number = room.Head, Rev = room.Rev, BodyHash = hash });
        await db.SaveChangesAsync();
        return new Posted(PostOutcome.Posted, room.Head, room.Rev);
    }
}
