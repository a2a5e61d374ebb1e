using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Chat.Bench.Load;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Rivals;

/// <summary>ASP.NET Core's own way of pushing: a hub over WebSocket with JSON, and a group per room.</summary>
internal sealed class SignalRFanout : IFanout
{
    /// <summary>Ends each message of the hub's protocol.</summary>
    private const char End = '\u001e';

    public static readonly Rival Rival = new(
        "signalr", "SignalR: group per room", before => RivalServer.StartAsync("signalr", before), RivalServer.Request)
    {
        Stream = Open,
    };

    public void Register(IServiceCollection services) => services
        .AddSignalR(options => options.ClientTimeoutInterval = TimeSpan.FromHours(1)) // the load's readers say nothing
        .AddJsonProtocol(options => options.PayloadSerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping); // as the product escapes

    public void Map(WebApplication app) => app.MapHub<RoomHub>("/hub");

    public Task PublishAsync(IServiceProvider request, NewMessage message) =>
        request.GetRequiredService<IHubContext<RoomHub>>().Clients.Group(RoomHub.Group(message.Room)).SendAsync(
            "change",
            new { message.Room, message.Rev, Kind = "message", message.Number, message.Html });

    private static Opening Open(long room) => new(
        Encoding.ASCII.GetBytes(
            $"GET /hub?room={room} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"),
        WebSocketFrames.Text(Encoding.ASCII.GetBytes($$"""{"protocol":"json","version":1}{{End}}""")),
        Encoding.ASCII.GetBytes(RoomHub.Hello));
}

/// <summary>A reader of one room.</summary>
internal sealed class RoomHub : Hub
{
    public const string Hello = "hello";

    public static string Group(long room) => room.ToString(CultureInfo.InvariantCulture);

    public override async Task OnConnectedAsync()
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, Context.GetHttpContext()!.Request.Query["room"]!);
        await Clients.Caller.SendAsync(Hello);
    }
}
