using System.Collections.Concurrent;
using Chat.Core;
using Chat.Delivery;
using Chat.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Rivals;

/// <summary>
/// Readers hear of it and it is kept nowhere; nobody is asked who they are. Each message becomes the product's own HTML,
/// rendered once.
/// </summary>
internal sealed class Published(IFanout fanout) : IWay
{
    private readonly ConcurrentDictionary<long, long> numbers = new();
    private long before;

    public void Register(WebApplicationBuilder builder) => fanout.Register(builder.Services);

    public Task PrepareAsync(WebApplication app, Options options)
    {
        before = options.Number("rev", 0);
        fanout.Map(app);
        return Task.CompletedTask;
    }

    public Task TakeAsync(HttpContext http, Draft draft)
    {
        http.Response.StatusCode = StatusCodes.Status201Created;
        var number = numbers.AddOrUpdate(draft.Room, 1, (_, last) => last + 1);
        return fanout.PublishAsync(http.RequestServices, NewMessage.Of(draft.Room, before, number, draft.Author, draft.Body));
    }
}

internal sealed record NewMessage(long Room, long Rev, long Number, string Html)
{
    /// <summary>The product's event.</summary>
    public Frame Frame => Frame.Change(Room, Rev, Rev - 1, new Rendered("message", Html, Number));

    public static NewMessage Of(long room, long before, long number, long author, string body)
    {
        var view = new MessageView(
            room, number, author, $"p{author - 1}", Markup.ToHtml(body), TimeProvider.System.GetUtcNow(), MessageText.IsLong(body), IsEdited: false, IsDeleted: false);
        return new NewMessage(room, before + number, number, view.Html.ToString());
    }
}

internal interface IFanout
{
    void Register(IServiceCollection services);

    void Map(WebApplication app);

    Task PublishAsync(IServiceProvider request, NewMessage message);
}
