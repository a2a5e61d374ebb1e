using System.Threading.Channels;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Previews;

/// <summary>
/// Messages whose links wait to be looked at: rows that are written with the message, so that no restart loses one.
/// Whoever takes one has it for a while; what is not finished by then is taken again, three times at most.
/// </summary>
internal sealed class PreviewQueue(Writer writer, PreviewMetrics metrics, TimeProvider clock)
{
    public const int MaxAttempts = 3;

    private const int AtATime = 16;

    /// <summary>Three links that use up all of their time, and as much again for those before them.</summary>
    private static readonly TimeSpan TakenFor = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    /// <summary>By more the clock seldom moves while a timer is made, unless somebody moves it. To look once too often does no harm.</summary>
    private static readonly TimeSpan Jump = TimeSpan.FromMilliseconds(10);

    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>How long after a failed attempt the next one is due.</summary>
    public static TimeSpan? AgainAfter(int attempts) => attempts switch
    {
        1 => TimeSpan.FromMinutes(1),
        2 => TimeSpan.FromMinutes(10),
        _ => null,
    };

    /// <summary>Asks for a message within the transaction that writes it. Whoever is woken queues behind that transaction.</summary>
    public void Ask(WriteScope scope, long room, long number)
    {
        scope.Command("""
            INSERT INTO "PreviewRequests" ("RoomId", "Number", "DueAt", "Attempts")
            SELECT @room, @number, @now, 0
            WHERE NOT EXISTS (SELECT 1 FROM "Settings" WHERE "Key" = @key AND "Value" = @off)
            ON CONFLICT ("RoomId", "Number") DO UPDATE SET "DueAt" = excluded."DueAt", "Attempts" = 0
            """)
            .With("@room", room).With("@number", number).With("@now", scope.Now.ToUnixTimeMilliseconds())
            .With("@key", PreviewSwitch.Key).With("@off", PreviewSwitch.Off)
            .Execute();
        bell.Writer.TryWrite(true);
    }

    public static void Drop(WriteScope scope, long room, long number) =>
        scope.Command("""DELETE FROM "PreviewRequests" WHERE "RoomId" = @room AND "Number" = @number""")
            .With("@room", room).With("@number", number).Execute();

    /// <summary>Nobody has anything yet: what was taken before the program ended is due.</summary>
    public Task ResumeAsync() => writer.Run(scope =>
    {
        var now = scope.Now;
        scope.Db.PreviewRequests.ExecuteUpdate(set => set.SetProperty(r => r.DueAt, now));
    });

    /// <summary>Takes what is due, the oldest first, and says when more will be.</summary>
    public Task<(IReadOnlyList<PreviewRequest> Due, DateTimeOffset Next)> TakeAsync() => writer.Run(scope =>
    {
        var now = scope.Now;
        if (!PreviewSwitch.IsOn(scope))
            scope.Db.PreviewRequests.ExecuteDelete();
        scope.Db.PreviewRequests.Where(r => r.DueAt <= now && r.Attempts >= MaxAttempts).ExecuteDelete();
        var due = scope.Db.PreviewRequests.Where(r => r.DueAt <= now).OrderBy(r => r.DueAt).Take(AtATime).ToList();
        foreach (var request in due)
            (request.Attempts, request.DueAt) = (request.Attempts + 1, now + TakenFor);
        scope.Db.SaveChanges();
        metrics.Waits(scope.Db.PreviewRequests.Count());
        var next = scope.Db.PreviewRequests.OrderBy(r => r.DueAt).Select(r => (DateTimeOffset?)r.DueAt).FirstOrDefault() ?? now + LongestRest;
        return ((IReadOnlyList<PreviewRequest>)due, next);
    });

    /// <summary>Ends an attempt, unless the message was edited and asked for anew meanwhile.</summary>
    /// <param name="again">When to try once more; null if that was all.</param>
    public void Finish(WriteScope scope, PreviewRequest taken, TimeSpan? again)
    {
        var request = scope.Db.PreviewRequests.SingleOrDefault(r =>
            r.RoomId == taken.RoomId && r.Number == taken.Number && r.DueAt == taken.DueAt && r.Attempts == taken.Attempts);
        if (request is null)
            return;
        if (again is { } rest)
        {
            request.DueAt = scope.Now + rest;
            bell.Writer.TryWrite(true);
        }
        else
        {
            scope.Db.PreviewRequests.Remove(request);
        }

        scope.Db.SaveChanges();
        metrics.Waits(scope.Db.PreviewRequests.Count());
    }

    /// <summary>Until somebody asks, or the time has come.</summary>
    public async Task RestAsync(DateTimeOffset next, CancellationToken cancellationToken)
    {
        var began = clock.GetUtcNow();
        var rest = TimeSpan.FromTicks(Math.Clamp((next - began).Ticks, 0, LongestRest.Ticks));
        using var over = new CancellationTokenSource(rest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, over.Token);
        var now = clock.GetUtcNow();
        if (now >= next || now - began > Jump)
            return; // the time has come, or the timer would be late by as much: whoever rests looks again
        try
        {
            await bell.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Something is due now.
        }
    }
}
