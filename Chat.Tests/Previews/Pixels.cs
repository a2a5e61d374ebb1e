using System.Buffers.Binary;

namespace Chat.Tests.Previews;

/// <summary>Beginnings of pictures: as much as says what they are and how large.</summary>
internal static class Pixels
{
    public static byte[] Png(int width, int height) =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. Big(width), .. Big(height), 8, 2, 0, 0, 0, 0, 0, 0, 0,
    ];

    public static byte[] Gif(int width, int height) => [.. "GIF89a"u8, .. Little(width), .. Little(height), 0, 0, 0];

    /// <summary>With a comment, a table, and fill before the frame.</summary>
    public static byte[] Jpeg(int width, int height) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC4, 0, 3, 0, 0xFF, 0xFF, 0xC2, 0, 17, 8, .. Big(height)[2..], .. Big(width)[2..], 3, 0, 0,
    ];

    public static byte[] WebPLossy(int width, int height) => WebP("VP8 "u8, [0, 0, 0, 0x9D, 0x01, 0x2A, .. Little(width), .. Little(height)]);

    public static byte[] WebPLossless(int width, int height)
    {
        var bits = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bits, (uint)(width - 1) | ((uint)(height - 1) << 14));
        return WebP("VP8L"u8, [0x2F, .. bits, 0, 0, 0, 0, 0]);
    }

    public static byte[] WebPExtended(int width, int height) => WebP("VP8X"u8, [0, 0, 0, 0, .. Little24(width - 1), .. Little24(height - 1)]);

    private static byte[] WebP(ReadOnlySpan<byte> chunk, byte[] data) => [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. chunk, 10, 0, 0, 0, .. data];

    private static byte[] Big(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];

    private static byte[] Little(int number) => [(byte)number, (byte)(number >> 8)];

    private static byte[] Little24(int number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16)];
}
