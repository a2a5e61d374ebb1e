using Chat.Bench.Load;

namespace Chat.Bench.Scenarios;

/// <summary>The same as <see cref="Fanout"/> for readers behind proxies that let no stream through: each asks again as soon as it is answered.</summary>
internal static class Polls
{
    public static async Task<int> RunAsync(Options options)
    {
        await using var field = await Field.OpenAsync(options, Seats.Of(options, rooms: 1, per: 1000), otherwise: "poll", polls: true);
        await new Race(field.Contestants, options, start: 10, rates: [10]).RunAsync();
        return 0;
    }
}
