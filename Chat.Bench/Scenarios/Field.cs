using Chat.Bench.Load;
using Chat.Bench.Rivals;
using Chat.Bench.Servers;

namespace Chat.Bench.Scenarios;

/// <summary>Who takes part in a run: the product, whose messages are on disk first, and the rivals that <c>--rivals</c> names.</summary>
internal sealed class Field : IAsyncDisposable
{
    private const int Senders = 64;

    private readonly Stack<IAsyncDisposable> belongings = new();
    private readonly List<Child> servers = [];
    private readonly List<Contestant> contestants = [];

    private Field(Seats seats) => Seats = seats;

    public Seats Seats { get; }

    public IReadOnlyList<Contestant> Contestants => contestants;

    /// <param name="otherwise">The rivals if none are named.</param>
    /// <param name="polls">Readers poll instead of streaming.</param>
    /// <param name="length">Characters of each message; 0 for an ordinary sentence.</param>
    /// <param name="others">Files that the scenario opens besides.</param>
    public static async Task<Field> OpenAsync(
        Options options, Seats seats, string otherwise = "framework,frames", bool polls = false, int length = 0, int others = 0)
    {
        var rivals = Rival.Of(options, polls, otherwise);
        OpenFiles.Allow(Contestant.Files(rivals.Length + 1, seats) + ((rivals.Length + 1) * Senders) + others + 1000);
        var field = new Field(seats);
        try
        {
            await field.EnterAsync(options, rivals, polls, length);
            return field;
        }
        catch
        {
            await field.DisposeAsync();
            throw;
        }
    }

    private async Task EnterAsync(Options options, Rival[] rivals, bool polls, int length)
    {
        var product = await Product.OfAsync(options);
        belongings.Push(new Late(product));
        var chat = Keep(await ChatServer.StartAsync(product));
        var stage = Keep(await Stage.SetAsync(chat, Seats, Senders));
        Enter("Chat", chat.Process, () => stage.ReadersAsync(polls), stage.Requests(length));
        foreach (var rival in rivals)
        {
            var server = Keep(await rival.Start(Stage.Rev));
            Enter(
                rival.Name, server, () => Task.FromResult<Func<int, IReader>>(seat => rival.Reader(server.Port, Seats, seat, polls)),
                [.. Enumerable.Range(0, Senders).Select(i => rival.Request(new Sender(server.Port, stage.FirstSender + i, Seats, length)))]);
        }
    }

    private void Enter(string name, Child server, Func<Task<Func<int, IReader>>> readers, MessageRequest[] requests)
    {
        servers.Add(server);
        var contestant = new Contestant(name, server, servers, Seats, readers, requests);
        contestants.Add(contestant);
        belongings.Push(new Late(contestant));
    }

    private T Keep<T>(T belonging)
        where T : IAsyncDisposable
    {
        belongings.Push(belonging);
        return belonging;
    }

    public async ValueTask DisposeAsync()
    {
        while (belongings.TryPop(out var belonging))
            await belonging.DisposeAsync();
    }

    private sealed record Late(IDisposable Belonging) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Belonging.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
