using System.Text.Json;
using Chat.E2E.Delivery;

namespace Chat.E2E.Faults;

/// <summary>What streams bring to a page, as the browser's own tools tell it.</summary>
internal sealed class Ear
{
    private readonly Diary heard = new();
    private readonly TimeProvider clock;
    private long last;

    private Ear(TimeProvider clock)
    {
        this.clock = clock;
        last = clock.GetTimestamp();
    }

    /// <summary>From the next stream on that the page opens.</summary>
    public static async Task<Ear> AtAsync(Person person, TimeProvider? clock = null)
    {
        var ear = new Ear(clock ?? TimeProvider.System);
        var tools = await person.Context.NewCDPSessionAsync(person.Page);
        await tools.SendAsync("Network.enable");
        tools.Event("Network.eventSourceMessageReceived").OnEvent += (_, told) => ear.Note(told!.Value);
        return ear;
    }

    private void Note(JsonElement told)
    {
        Volatile.Write(ref last, clock.GetTimestamp());
        heard.Write($"{told.GetProperty("requestId")} {told.GetProperty("eventName")} {told.GetProperty("data")}");
    }

    /// <summary>How long the page has heard nothing.</summary>
    public TimeSpan Silence => clock.GetElapsedTime(Volatile.Read(ref last));

    /// <summary>All that was ever heard came by one stream.</summary>
    public void HeardOneStream() => Assert.Single(heard.All.Select(line => line.Split(' ')[0]).Distinct());

    public int Count(string type) => heard.All.Count(line => IsOf(type, line));

    /// <summary>Until so many events of a type have come.</summary>
    public Task Hears(string type, int times = 1) => heard.Until(line => IsOf(type, line), type, times);

    private static bool IsOf(string type, string line) => line.Split(' ')[1] == type;
}
