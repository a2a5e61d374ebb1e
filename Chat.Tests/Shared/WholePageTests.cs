using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Chat.Tests.Shared;

public sealed class WholePageTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task A_page_of_a_room_goes_out_in_one_piece()
    {
        using var ann = await shared.App.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Whole");
        for (var i = 0; i < 30; i++)
            await ann.SayAsync(room, "안녕하세요 and good morning to everybody");

        var chunks = await ChunksAsync(ann, $"/rooms/{room}");

        Assert.InRange(Assert.Single(chunks), 30_000, 200_000);
    }

    /// <summary>How long each chunk of an answer is (RFC 9112, section 7.1), without the last one, which is empty.</summary>
    private static async Task<IReadOnlyList<int>> ChunksAsync(Visitor visitor, string path)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(visitor.Address.Host, visitor.Address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {visitor.Address.Authority}\r\nCookie: chat={visitor.Cookie}\r\nConnection: close\r\n\r\n"));
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer);
        return Lengths(answer.ToArray());
    }

    private static List<int> Lengths(ReadOnlySpan<byte> answer)
    {
        Assert.StartsWith("HTTP/1.1 200", Encoding.ASCII.GetString(answer[..20]), StringComparison.Ordinal);
        var lengths = new List<int>();
        var rest = answer[(answer.IndexOf("\r\n\r\n"u8) + 4)..];
        while (true)
        {
            var line = rest.IndexOf("\r\n"u8);
            var length = int.Parse(Encoding.ASCII.GetString(rest[..line]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
                return lengths;
            lengths.Add(length);
            rest = rest[(line + 2 + length + 2)..];
        }
    }
}
