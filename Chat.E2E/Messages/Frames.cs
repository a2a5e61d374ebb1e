using System.Globalization;
using System.Text.Json;

namespace Chat.E2E.Messages;

/// <summary>What scrolling costs: in a long room, and in a page of as many messages without script, loading or trimming.</summary>
internal sealed class Frames : IAsyncDisposable
{
    /// <summary>
    /// Moves by a hundred pixels in each frame, which is faster than one can read, and turns round at the end. Frames
    /// that the browser would have painted in between are counted as missed.
    /// </summary>
    private const string Scroll = """
        async ([selector, seconds]) => {
          const scroller = document.querySelector(selector);
          const frame = () => new Promise(requestAnimationFrame);
          const long = [];
          const observer = new PerformanceObserver(list => long.push(...list.getEntries().map(entry => entry.duration)));
          observer.observe({ type: "longtask" });
          const gaps = [];
          let direction = -1, still = 0, seen = new Set();
          let before = await frame();
          const end = before + seconds * 1000;
          while (before < end) {
            const was = scroller.scrollTop;
            scroller.scrollTop += direction * 100;
            if (scroller.scrollTop === was) { still++; direction = document.querySelector("#messages > .older") ? -1 : -direction; }
            const now = await frame();
            gaps.push(now - before);
            before = now;
            seen.add(document.querySelector("#messages > .message")?.id);
          }
          observer.disconnect();
          gaps.sort((a, b) => a - b);
          const missed = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap * 60 / 1000) - 1), 0);
          return JSON.stringify({
            frames: gaps.length, missed, p50: gaps[gaps.length >> 1], p99: gaps[Math.floor(gaps.length * 0.99)], worst: gaps.at(-1),
            longTasks: long.length, longest: Math.max(0, ...long), still, pages: seen.size - 1,
            messages: document.querySelectorAll("#messages > .message").length,
          });
        }
        """;

    private readonly IPage room;
    private readonly IPage plain;

    private Frames(IPage room, IPage plain) => (this.room, this.plain) = (room, plain);

    /// <summary>The plain page is the room's as it looks after some scrolling, full to its bound, without its scripts.</summary>
    public static async Task<Frames> OfAsync(Person ann, long id)
    {
        await ann.Enters(id);
        await ann.Page.EvaluateAsync<string>(Scroll, new object[] { "#timeline", 3 });
        var html = await ann.Page.EvaluateAsync<string>("""
            () => {
              const copy = document.documentElement.cloneNode(true);
              copy.querySelectorAll("script, .older, .newer").forEach(element => element.remove());
              return "<!DOCTYPE html>" + copy.outerHTML;
            }
            """);
        var copy = await ann.Page.Context.NewPageAsync();
        await copy.RouteAsync("**/copy", route => route.FulfillAsync(new() { ContentType = "text/html", Body = html }));
        await copy.GotoAsync("/copy");
        return new Frames(ann.Page, copy);
    }

    public async Task<IReadOnlyList<Turn>> TakeTurnsAsync(int rounds, int seconds)
    {
        var turns = new List<Turn>();
        for (var round = 0; round < rounds; round++)
        {
            turns.Add(await TakeAsync("plain", plain, seconds));
            turns.Add(await TakeAsync("room", room, seconds));
        }

        return turns;
    }

    private static async Task<Turn> TakeAsync(string name, IPage page, int seconds)
    {
        await page.BringToFrontAsync();
        var turn = await page.EvaluateAsync<string>(Scroll, new object[] { "#timeline", seconds });
        return JsonSerializer.Deserialize<Turn>(turn, JsonSerializerOptions.Web)! with { Page = name };
    }

    /// <summary>A table in artifacts/frames.md.</summary>
    public static async Task WriteAsync(int messages, IReadOnlyList<Turn> turns)
    {
        IEnumerable<string> lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"{messages:#,##0} messages"),
            "",
            "| Page | frames | missed | p50 ms | p99 ms | worst ms | long tasks | longest ms | pages loaded | stood still | messages in it |",
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
            .. turns.Select(turn => string.Create(
                CultureInfo.InvariantCulture,
                $"| {turn.Page} | {turn.Frames} | {turn.Missed} | {turn.P50:0.0} | {turn.P99:0.0} | {turn.Worst:0.0} | {turn.LongTasks} | {turn.Longest:0} | {turn.Pages} | {turn.Still} | {turn.Messages} |")),
        ];
        Directory.CreateDirectory(Browser.Artifacts);
        await File.WriteAllLinesAsync(Path.Combine(Browser.Artifacts, "frames.md"), lines);
    }

    public async ValueTask DisposeAsync() => await plain.CloseAsync();

    /// <param name="Missed">Frames of a sixtieth of a second that were not painted.</param>
    /// <param name="LongTasks">Work of more than 50 ms that kept frames waiting.</param>
    /// <param name="Pages">Of history that came, and made others go.</param>
    /// <param name="Still">Frames in which nothing moved, because the end was reached or the next page not there yet.</param>
    public sealed record Turn(
        int Frames, int Missed, double P50, double P99, double Worst, int LongTasks, double Longest, int Still, int Pages, int Messages)
    {
        public string Page { get; init; } = "";
    }
}
