using System.Net;
using System.Net.Sockets;
using System.Text;
using Chat.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Chat.Tests.Delivery;

/// <summary>What connections that are still open get to hear from the moment on when the server begins to stop.</summary>
public sealed class FarewellTests
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("text/html")]
    public async Task It_takes_nothing_new_and_says_when_to_come_back(string accept)
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Evening");
        Stop(app);

        using var answer = accept == "text/html"
            ? await ann.PostAsync($"/rooms/{room}/messages", ("Body", "too late"))
            : await ann.PostJsonAsync($"/rooms/{room}/messages", ("Body", "too late"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Contains("busy", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task A_poll_that_is_held_is_answered_and_none_is_held_any_more()
    {
        await using var app = new ChatApp(clock: new TestClock()); // on which no wait ends by itself
        using var ann = await app.SignUpAsync("ann");
        var held = ann.PollAsync("rooms=&wait=25");
        await Eventually.IsTrueAsync(() => Task.FromResult(Readers(app, ann).Length == 1));
        Stop(app);

        await held;
        await ann.PollAsync("rooms=&wait=25");
    }

    [Fact]
    public async Task A_stream_that_opens_too_late_is_told_goodbye_at_once()
    {
        // While the clock stands still nobody is late for taking leave.
        await using var app = new ChatApp(clock: new TestClock());
        using var ann = await app.SignUpAsync("ann");
        Stop(app);
        await using var stream = await ann.StreamAsync("");

        Assert.True(await stream.EndsAsync());
    }

    [Fact]
    public async Task Who_does_not_read_the_goodbye_is_cut_off()
    {
        var clock = new TestClock();
        await using var app = new ChatApp(clock: clock);
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Deaf");
        for (var number = 0; number < 20; number++)
            await ann.SayAsync(room, new string('x', 90_000));
        using var deaf = new TcpClient { ReceiveBufferSize = 1024 };
        await deaf.ConnectAsync(app.Address.Host, app.Address.Port);
        await deaf.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /events?rooms={room}:1 HTTP/1.1\r\nHost: chat\r\nAccept: text/event-stream\r\nCookie: chat={ann.Cookie}\r\n\r\n"));
        await Eventually.IsTrueAsync(() => Task.FromResult(Readers(app, ann).Length == 1));
        Stop(app);

        await Eventually.IsTrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            return Task.FromResult(Readers(app, ann).Length == 0);
        });
    }

    private static void Stop(ChatApp app) => app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

    private static IReader[] Readers(ChatApp app, Visitor person) => app.Services.GetRequiredService<Hub>().ReadersOf(person.Id);
}
