using Chat.Bench.Load;

namespace Chat.Bench.Scenarios;

/// <summary>
/// Events per second to the streams of one room, or of many, with 99 of 100 in time: the product beside rivals that keep
/// nothing. They take turns, step by step, so that a slow minute of the machine slows all.
/// </summary>
internal static class Fanout
{
    public static async Task<int> RunAsync(Options options)
    {
        await using var field = await Field.OpenAsync(options, Seats.Of(options, rooms: 1, per: 1000));
        await new Race(field.Contestants, options, start: 100, rates: [80]).RunAsync();
        return 0;
    }
}
