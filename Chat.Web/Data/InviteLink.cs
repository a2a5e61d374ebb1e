using System.Buffers.Text;
using System.Security.Cryptography;

namespace Chat.Data;

/// <summary>An address that lets whoever knows it into a room, or in to the server where signing up takes an invitation.</summary>
public sealed class InviteLink
{
    public long Id { get; init; }

    /// <summary>The room it leads into; null if it only allows to sign up.</summary>
    public long? RoomId { get; init; }

    /// <summary>128 random bits in base64url: what cannot be guessed need not be hashed, and can be shown again.</summary>
    public required string Code { get; init; }

    public required long CreatedById { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How many may come in by it; null for any number.</summary>
    public int? MaxUses { get; init; }

    public int Uses { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public Room? Room { get; init; }

    public Person? CreatedBy { get; init; }

    /// <param name="lifetime">Null for ever.</param>
    /// <param name="uses">Null for any number.</param>
    public static InviteLink Make(long? room, long maker, DateTimeOffset now, TimeSpan? lifetime, int? uses) => new()
    {
        RoomId = room,
        Code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
        CreatedById = maker,
        CreatedAt = now,
        ExpiresAt = now + lifetime,
        MaxUses = uses,
    };
}
