using System.Globalization;
using Chat.Data;
using Chat.Data.Sqlite;

namespace Chat.Search;

/// <summary>The command <c>rebuild-search</c>: makes the index anew, with the server stopped, and ends.</summary>
public static class Rebuilding
{
    private const int MessagesAtATime = 2_000;

    /// <returns>The exit code: 1 if the database could not be opened, after saying why.</returns>
    public static async Task<int> RebuildSearchAsync(this WebApplication app)
    {
        await using var program = app;
        var writer = app.Services.GetRequiredService<Writer>();
        try
        {
            await app.Services.GetRequiredService<Database>().PrepareAsync();
        }
        catch (Exception error) when (error is NewerDatabaseException or IOException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }

        await writer.StartAsync(CancellationToken.None);
        await RebuildAsync(writer);
        await writer.StopAsync(CancellationToken.None);
        return 0;
    }

    private static async Task RebuildAsync(Writer writer)
    {
        await writer.Run(MessageIndex.Clear);
        var portions = 0;
        while (await writer.Run(scope => MessageIndex.IndexSome(scope, MessagesAtATime)))
        {
            if (++portions % 50 == 0)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{portions * MessagesAtATime:#,##0} messages"));
        }

        Console.WriteLine("The search index is new.");
    }
}
