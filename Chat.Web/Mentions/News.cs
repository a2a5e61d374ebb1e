using System.Threading.Channels;
using Chat.Data;
using Chat.Delivery;

namespace Chat.Mentions;

/// <summary>
/// Tells people that a message calls them, once it is on disk. Everybody in a large room may be told at once, which is
/// not for the writer's thread to do.
/// </summary>
internal sealed class News(Writer writer, Hub hub) : BackgroundService
{
    // Both of the writer's thread alone. What belongs to a message that was not written after all is never looked for:
    // whoever takes its number is expected anew.
    private readonly Dictionary<(long Room, long Number), IReadOnlyCollection<long>> expected = [];

    private readonly Channel<(long Room, long Number, IReadOnlyCollection<long> People)> due =
        Channel.CreateUnbounded<(long, long, IReadOnlyCollection<long>)>(new() { SingleReader = true });

    /// <summary>These are called, if the message is written.</summary>
    public void Expect(long room, long number, IReadOnlyCollection<long> people)
    {
        if (people.Count > 0)
            expected[(room, number)] = people;
        else
            expected.Remove((room, number));
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        writer.Committed += Take;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        writer.Committed -= Take;
        return base.StopAsync(cancellationToken);
    }

    private void Take(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            if (change.Kind is ChangeKind.Message && expected.Remove((change.Room, change.Subject), out var people))
                due.Writer.TryWrite((change.Room, change.Subject, people));
        }

        expected.Clear();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (room, number, people) in due.Reader.ReadAllAsync(stoppingToken))
            hub.TellMentioned(people, room, number);
    }
}
