using Chat.Data;
using Chat.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Rivals;

/// <summary>It is written into the product's own tables, and nobody hears of it.</summary>
internal sealed class Written(IPosting posting) : IWay
{
    public const long Room = 1;

    public void Register(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddData();
        posting.Register(builder.Services);
    }

    public async Task PrepareAsync(WebApplication app, Options options)
    {
        await app.Services.GetRequiredService<Database>().PrepareAsync();
        await Seed.PeopleAsync(app.Services, options.Number("people", 1), Room);
    }

    public async Task TakeAsync(HttpContext http, Draft draft)
    {
        var posted = await posting.PostAsync(http.RequestServices, draft.Author, draft.Room, draft.Body, draft.ClientId);
        http.Response.StatusCode = posted.Outcome is PostOutcome.Posted ? StatusCodes.Status201Created : StatusCodes.Status409Conflict;
        await http.Response.WriteAsJsonAsync(new { room = draft.Room, number = posted.Number, rev = posted.Rev });
    }
}

internal interface IPosting
{
    void Register(IServiceCollection services);

    Task<Posted> PostAsync(IServiceProvider request, long author, long room, string body, Guid clientId);
}
