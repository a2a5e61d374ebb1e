using System.Buffers.Binary;
using System.IO.Compression;
using Chat.Tests.Outbound;

namespace Chat.E2E.Previews;

/// <summary>Publishes pages with pictures that a browser can show.</summary>
internal static class Press
{
    /// <returns>The address of the page.</returns>
    public static string Publishes(this Web web, string path, string title, string description = "", string site = "", (int Width, int Height)? picture = null)
    {
        if (picture is var (width, height))
            web.Has($"{path}.png", "image/png", Painting(width, height));
        web.Has(path, $"""
            <head><meta property="og:title" content="{title}"><meta property="og:description" content="{description}">
            <meta property="og:site_name" content="{site}">{(picture is null ? "" : $"<meta property='og:image' content='{path}.png'>")}</head>
            """);
        return web.At(path);
    }

    /// <summary>A PNG of hills at dusk: https://www.w3.org/TR/png-3/.</summary>
    private static byte[] Painting(int width, int height)
    {
        using var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                packed.WriteByte(0);
                for (var x = 0; x < width; x++)
                    packed.Write(Colour((double)x / width, (double)y / height));
            }
        }

        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR"u8, [.. Big(width), .. Big(height), 8, 2, 0, 0, 0]), .. Chunk("IDAT"u8, rows.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Colour(double x, double y)
    {
        var hill = 0.6 + (0.12 * Math.Sin(x * 7)) + (0.05 * Math.Sin(x * 19));
        return y > hill ? [(byte)(30 + (40 * y)), 70, 80] : [(byte)(230 - (60 * y)), (byte)(150 + (60 * y)), (byte)(120 + (80 * y))];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] data)
    {
        byte[] body = [.. name, .. data];
        return [.. Big(data.Length), .. body, .. Big((int)Check(body))];
    }

    private static uint Check(byte[] bytes)
    {
        var rest = uint.MaxValue;
        foreach (var each in bytes)
        {
            rest ^= each;
            for (var bit = 0; bit < 8; bit++)
                rest = (rest >> 1) ^ ((rest & 1) == 0 ? 0 : 0xEDB88320);
        }

        return ~rest;
    }

    private static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
