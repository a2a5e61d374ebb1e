using Chat.Bench.Load;

namespace Chat.Bench.Scenarios;

/// <summary>From when a message should have been sent until its readers have it, in many small rooms at an easy rate.</summary>
internal static class Latency
{
    public static async Task<int> RunAsync(Options options)
    {
        await using var field = await Field.OpenAsync(options, Seats.Of(options, rooms: 100, per: 10));
        await new Race(field.Contestants, options, start: 100, rates: [100]).StandAsync();
        return 0;
    }
}
