using Chat.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Rivals;

/// <summary>The product's own way.</summary>
internal sealed class WriterPosting : IPosting
{
    public void Register(IServiceCollection services) => services.AddSingleton<Posting>();

    public Task<Posted> PostAsync(IServiceProvider request, long author, long room, string body, Guid clientId) =>
        request.GetRequiredService<Posting>().PostAsync(new Chat.Messages.NewMessage(room, author, body, clientId));
}
