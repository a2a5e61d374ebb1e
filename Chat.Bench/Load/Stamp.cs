using System.Globalization;
using System.Text;

namespace Chat.Bench.Load;

/// <summary>
/// What a message carries in its text so that a reader knows it when it comes: letters and digits only, which no
/// markup changes.
/// </summary>
/// <param name="Step">0 to 999.</param>
/// <param name="Due">When it should have been sent, in microseconds of the load's clock.</param>
internal readonly record struct Stamp(int Step, int Message, long Due)
{
    public const int Length = 3 + 3 + 7 + 12;

    public static ReadOnlySpan<byte> Mark => "zQv"u8;

    public void Write(Span<byte> to) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"zQv{Step:000}{Message:0000000}{Due:000000000000}"), to);

    /// <param name="text">Begins with the mark and is at least <see cref="Length"/> long.</param>
    public static Stamp Read(ReadOnlySpan<byte> text) => new(
        (int)Number(text.Slice(3, 3)), (int)Number(text.Slice(6, 7)), Number(text.Slice(13, 12)));

    private static long Number(ReadOnlySpan<byte> digits)
    {
        long number = 0;
        foreach (var digit in digits)
            number = (number * 10) + (digit - '0');
        return number;
    }
}
