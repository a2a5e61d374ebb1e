using System.Buffers.Binary;

namespace Chat.Previews;

/// <summary>What a picture is by its own first bytes; what a header or a name says of it counts for nothing.</summary>
internal readonly record struct PictureHeader(string MediaType, int Width, int Height)
{
    /// <summary>A larger one takes a browser too much memory: 4096 by 4096 are 64 MB unpacked.</summary>
    public const int MaxSide = 4_096;

    /// <summary>Smaller ones are no pictures but counters.</summary>
    public const int MinSide = 32;

    /// <summary>As many bytes as tell what it is.</summary>
    public const int Signature = 12;

    public bool IsShown => Width is >= MinSide and <= MaxSide && Height is >= MinSide and <= MaxSide;

    /// <summary>PNG, JPEG, GIF or WebP; null for anything else. SVG is a program, not a picture.</summary>
    public static string? MediaTypeOf(ReadOnlySpan<byte> start) => start switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };

    /// <summary>Null where it is no picture, or does not say how large it is.</summary>
    public static PictureHeader? Read(ReadOnlySpan<byte> picture)
    {
        var type = MediaTypeOf(picture);
        var size = type switch
        {
            "image/png" => Png(picture),
            "image/jpeg" => Jpeg(picture),
            "image/gif" => Gif(picture),
            "image/webp" => WebP(picture),
            _ => null,
        };
        return size is var (width, height) ? new PictureHeader(type!, width, height) : null;
    }

    /// <summary>IHDR is always the first chunk: https://www.w3.org/TR/png-3/#11IHDR.</summary>
    private static (int, int)? Png(ReadOnlySpan<byte> png) => png.Length >= 24 && png[12..16].SequenceEqual("IHDR"u8)
        ? (Big32(png[16..]), Big32(png[20..]))
        : null;

    private static (int, int)? Gif(ReadOnlySpan<byte> gif) => gif.Length >= 10 ? (Little16(gif[6..]), Little16(gif[8..])) : null;

    /// <summary>From marker to marker until a frame begins: ITU-T T.81, B.1 and B.2.2.</summary>
    private static (int, int)? Jpeg(ReadOnlySpan<byte> jpeg)
    {
        var at = 2;
        while (at + 9 <= jpeg.Length && jpeg[at] == 0xFF)
        {
            var marker = jpeg[at + 1];
            if (marker == 0xFF)
                at++; // fill
            else if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (Big16(jpeg[(at + 7)..]), Big16(jpeg[(at + 5)..]));
            else
                at += 2 + Big16(jpeg[(at + 2)..]);
        }

        return null;
    }

    /// <summary>Lossy, lossless or extended: https://www.rfc-editor.org/rfc/rfc9649#section-2.</summary>
    private static (int, int)? WebP(ReadOnlySpan<byte> webp)
    {
        if (webp.Length < 30)
            return null;
        var chunk = webp[12..16];
        if (chunk.SequenceEqual("VP8 "u8))
            return (Little16(webp[26..]) & 0x3FFF, Little16(webp[28..]) & 0x3FFF);
        if (chunk.SequenceEqual("VP8X"u8))
            return (Little24(webp[24..]) + 1, Little24(webp[27..]) + 1);
        if (!chunk.SequenceEqual("VP8L"u8))
            return null;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(webp[21..]);
        return ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
    }

    private static int Big32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32BigEndian(bytes);

    private static int Big16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static int Little16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static int Little24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
