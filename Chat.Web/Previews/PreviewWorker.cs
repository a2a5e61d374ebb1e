using System.Data.Common;
using System.Runtime.CompilerServices;
using Chat.Data;
using Chat.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chat.Previews;

/// <summary>Looks at the links of messages, and draws the messages anew when there is something to show.</summary>
internal sealed partial class PreviewWorker(
    PreviewQueue queue, Sight sight, Tails tails, Writer writer, IServiceScopeFactory scopes, TimeProvider clock,
    IOptions<PreviewOptions> options, ILogger<PreviewWorker> logger) : BackgroundService
{
    /// <summary>Messages at a time: more than pages, so that one slow server does not hold the others up.</summary>
    private const int AtOnce = 16;

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Enabled)
            await Parallel.ForEachAsync(DueAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken }, WorkAsync);
    }

    private async IAsyncEnumerable<PreviewRequest> DueAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await TryAsync(queue.ResumeAsync);
        while (!cancellationToken.IsCancellationRequested)
        {
            IReadOnlyList<PreviewRequest> due = [];
            var next = clock.GetUtcNow() + AfterTrouble;
            await TryAsync(async () => (due, next) = await queue.TakeAsync());
            foreach (var request in due)
                yield return request;
            if (due.Count == 0)
                await queue.RestAsync(next, cancellationToken);
        }
    }

    private async ValueTask WorkAsync(PreviewRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var again = PreviewQueue.AgainAfter(request.Attempts);
            var unfinished = false;
            foreach (var link in await LinksAsync(request, cancellationToken))
                unfinished |= await sight.LookAsync(link, again, cancellationToken);
            await writer.Run(scope => Finish(scope, request, unfinished ? again : null));
        }
        catch (Exception error)
        {
            // Whatever a stranger's page may cause must not end the worker: the request comes back, thrice at most.
            if (!cancellationToken.IsCancellationRequested)
                LogFailed(error);
        }
    }

    private async Task<IReadOnlyList<string>> LinksAsync(PreviewRequest request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var html = await scope.ServiceProvider.GetRequiredService<ChatDb>().Messages
            .Where(m => m.RoomId == request.RoomId && m.Number == request.Number && !m.HidesPreviews)
            .Select(m => m.Html)
            .SingleOrDefaultAsync(cancellationToken);
        return MessageLinks.In(html ?? "");
    }

    private void Finish(WriteScope scope, PreviewRequest request, TimeSpan? again)
    {
        queue.Finish(scope, request, again);
        var message = scope.Db.Messages.SingleOrDefault(m => m.RoomId == request.RoomId && m.Number == request.Number);
        if (message is not null && !PreviewPart.IsDrawn(scope, message))
            tails.Redraw(scope, message);
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (error is WriterBusyException or DbUpdateException or DbException)
        {
            LogPostponed(error);
        }
    }

    [LoggerMessage(EventName = "PreviewFailed", Level = LogLevel.Error, Message = "Looking at the links of a message failed")]
    private partial void LogFailed(Exception error);

    [LoggerMessage(EventName = "PreviewsPostponed", Level = LogLevel.Warning, Message = "Link previews are postponed")]
    private partial void LogPostponed(Exception error);
}
