using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Chat.Tests;

/// <summary>
/// Counts what programs ask their databases. Entity Framework looks only now and then whether anybody listens: begin
/// before the program does.
/// </summary>
internal sealed class Queries : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentQueue<string> asked = new();
    private readonly ConcurrentBag<IDisposable> subscriptions = [];

    public Queries() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>How many times the program asks its database while it does this.</summary>
    public async Task<int> CountAsync(ChatApp app, Func<Task> work)
    {
        asked.Clear();
        await work();
        return asked.Count(source => source.StartsWith(app.Folder, StringComparison.Ordinal));
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData { Command.Connection: { } connection })
            asked.Enqueue(connection.DataSource);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
    }
}
