using System.Net;
using Chat.Delivery;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Delivery;

/// <summary>Over HTTP/2 streams share a connection with all that a browser asks for otherwise: it outlives them.</summary>
public sealed class Http2Tests : IAsyncDisposable
{
    private const int Streams = 5;

    private readonly Certificate certificate = new();
    private readonly ChatApp app;

    public Http2Tests() => app = new ChatApp(settings: certificate.Settings);

    [Fact]
    public async Task A_stream_brings_news_beside_what_is_sent_on_its_connection()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Shared");
        await using var stream = await ann.StreamAsync($"rooms={room}:2");
        await stream.NextAsync("ready");

        var said = await ann.SayAsync(room, "beside the stream");
        var change = await stream.NextAsync("change");

        Assert.Equal(HttpVersion.Version20, stream.Answer.Version);
        Assert.Equal(said.Rev, change.GetProperty("rev").GetInt64());
    }

    [Fact]
    public async Task Streams_that_end_leave_the_connection_as_it_was()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Again");
        for (var number = 1; number <= Streams; number++)
        {
            await using var older = await ann.StreamAsync($"rooms={room}:0&client=tab");
            await older.NextAsync("ready"); // one that is still being opened may be late for its second of leave
            await using (var newer = await ann.StreamAsync($"rooms={room}:0&client=tab"))
            {
                await newer.NextAsync("hello");
                Assert.True(await older.EndsAsync());
            }

            await Eventually.IsTrueAsync(() => Task.FromResult(Readers(ann) == 0));
            Assert.Equal(number, (await ann.SayAsync(room, $"number {number}")).Number);
        }

        Assert.Equal(Streams, (await ann.ReadRoomAsync($"/rooms/{room}")).Count);
    }

    [Fact]
    public async Task Who_does_not_read_loses_the_stream_and_not_the_connection()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Deaf");
        await using var deaf = await ann.StreamAsync($"rooms={room}:2");
        var reader = Assert.Single(app.Services.GetRequiredService<Hub>().ReadersOf(ann.Id));

        var number = 0;
        await Eventually.IsTrueAsync(async () =>
        {
            number++;
            Assert.Equal(number, (await ann.SayAsync(room, new string('x', 90_000))).Number);
            return Readers(ann) == 0;
        });

        Assert.True(((EventStream)reader).FellBehind);
    }

    private int Readers(Visitor person) => app.Services.GetRequiredService<Hub>().ReadersOf(person.Id).Length;

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        certificate.Dispose();
    }
}
