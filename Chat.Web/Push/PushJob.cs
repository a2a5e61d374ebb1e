using System.Globalization;
using System.Net;
using Chat.Data;
using Chat.Jobs;
using Chat.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Chat.Push;

/// <summary>Sends one push.</summary>
internal sealed partial class PushJob(
    IDbContextFactory<ChatDb> factory, Writer writer, ServerKeys keys, Endpoints endpoints, PushServices services, PushRequest requests,
    GuardedClient client, LastPushes last, PushMetrics metrics, TimeProvider clock, ILogger<PushJob> logger) : IJobHandler
{
    /// <summary>Longer than that no service is left alone, whatever it asks for.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Where a service does not say how long.</summary>
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(30);

    public string Kind => Pushing.Kind;

    /// <summary>Over all services; each of them has less.</summary>
    public int AtOnce => 32;

    public TimeSpan Lease => TimeSpan.FromMinutes(1);

    /// <summary>Each says for itself until when it is worth sending.</summary>
    public TimeSpan GivesUpAfter => TimeSpan.MaxValue;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var parcel = Parcel.Read(run.Payload);
        if (await FindAsync(run.Key, cancellationToken) is not { } device || IsNotForApple(parcel, device))
            return new JobOutcome.Done();
        if (clock.GetUtcNow() >= parcel.Expires)
            return Over(device, PushResult.Expired, new JobOutcome.Done());
        if (endpoints.Judge(device.Endpoint) is null)
            return Over(device, PushResult.Refused, new JobOutcome.Failed("The address is not one that may be pushed to."));
        if (keys.Find(device.ServerKey) is not { } key)
            return Over(device, PushResult.KeyLost, await DeleteAsync(device));

        var service = services.Of(Endpoints.ServiceOf(new Uri(device.Endpoint)));
        return service.Enter() is { } later
            ? new JobOutcome.Again(later)
            : await PushAsync(service, device, key, parcel, cancellationToken);
    }

    private async Task<PushSubscription?> FindAsync(string jobKey, CancellationToken cancellationToken)
    {
        var id = long.Parse(jobKey.AsSpan(0, jobKey.IndexOf(':', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.PushSubscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
    }

    private static bool IsNotForApple(Parcel parcel, PushSubscription device) =>
        parcel.Notification is null && Endpoints.IsApple(new Uri(device.Endpoint));

    private JobOutcome Over(PushSubscription device, PushResult result, JobOutcome outcome)
    {
        metrics.Over(result);
        last.Note(device.Id, result.Name());
        return outcome;
    }

    private async Task<JobOutcome> PushAsync(PushService service, PushSubscription device, ServerKey key, Parcel parcel, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        Answered answer;
        try
        {
            answer = await SendAsync(device, key, parcel, cancellationToken);
        }
        catch
        {
            service.Abandoned();
            throw;
        }

        var took = clock.GetElapsedTime(begun);
        var (result, wait) = (ResultOf(answer), WaitOf(answer));
        Tell(service, result, took, wait);
        metrics.Sent(result, took);
        last.Note(device.Id, answer.Outcome is FetchOutcome.Ok ? $"{(int)answer.Status}" : result.Name());
        return await OutcomeAsync(device, answer, result, wait);
    }

    /// <summary>Once more, shorter, to a service that finds it too large.</summary>
    private async Task<Answered> SendAsync(PushSubscription device, ServerKey key, Parcel parcel, CancellationToken cancellationToken)
    {
        using var request = requests.Make(device, key, parcel, Sealing.MaxPlaintext);
        var answer = await client.PostAsync(request, cancellationToken);
        if (answer.Status is not HttpStatusCode.RequestEntityTooLarge)
            return answer;
        using var shorter = requests.Make(device, key, parcel, Wording.Third);
        return await client.PostAsync(shorter, cancellationToken);
    }

    private static PushResult ResultOf(Answered answer) => answer switch
    {
        { Outcome: FetchOutcome.Refused } => PushResult.Refused,
        { Outcome: FetchOutcome.TimedOut } => PushResult.TimedOut,
        { Outcome: not FetchOutcome.Ok } => PushResult.Unreachable,
        { Status: >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous } => PushResult.Delivered,
        { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone } => PushResult.Gone,
        { Status: HttpStatusCode.RequestEntityTooLarge } => PushResult.TooLarge,
        { Status: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable } => PushResult.Throttled,
        { Status: HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError } => PushResult.Unavailable,
        _ => PushResult.Denied,
    };

    /// <summary>What a service that is throttled asks for, in seconds or as a date.</summary>
    private TimeSpan WaitOf(Answered answer)
    {
        var wait = answer.RetryAfter?.Delta ?? (answer.RetryAfter?.Date - clock.GetUtcNow()) ?? UsualWait;
        return TimeSpan.FromSeconds(Math.Clamp(wait.TotalSeconds, 1, LongestWait.TotalSeconds));
    }

    private static void Tell(PushService service, PushResult result, TimeSpan took, TimeSpan wait)
    {
        switch (result)
        {
            case PushResult.Throttled:
                service.Closed(wait);
                break;
            case PushResult.TimedOut or PushResult.Unreachable or PushResult.Unavailable:
                service.Failed();
                break;
            case PushResult.Refused:
                service.Abandoned();
                break;
            default:
                service.Answered(took);
                break;
        }
    }

    private async Task<JobOutcome> OutcomeAsync(PushSubscription device, Answered answer, PushResult result, TimeSpan wait)
    {
        switch (result)
        {
            case PushResult.Delivered:
                return new JobOutcome.Done();
            case PushResult.Gone:
                return await DeleteAsync(device);
            case PushResult.Throttled:
                return new JobOutcome.Retry($"{(int)answer.Status}", wait);
            case PushResult.Unavailable:
                return new JobOutcome.Retry($"{(int)answer.Status}");
            case PushResult.TimedOut or PushResult.Unreachable:
                return new JobOutcome.Retry(result.Name());
            default:
                var reason = answer.Outcome is FetchOutcome.Ok ? $"{(int)answer.Status}" : result.Name();
                LogRefused(new Uri(device.Endpoint).IdnHost, reason);
                return new JobOutcome.Failed(reason);
        }
    }

    private async Task<JobOutcome> DeleteAsync(PushSubscription device)
    {
        // Not if it has subscribed anew meanwhile, under other keys.
        await writer.Run(scope => scope.Db.PushSubscriptions.Where(s => s.Id == device.Id && s.P256dh == device.P256dh && s.ServerKey == device.ServerKey).ExecuteDelete());
        return new JobOutcome.Done();
    }

    [LoggerMessage(EventName = "PushRefused", Level = LogLevel.Warning, Message = "The push service {Host} takes a push from us not at all: {Reason}")]
    private partial void LogRefused(string host, string reason);
}
