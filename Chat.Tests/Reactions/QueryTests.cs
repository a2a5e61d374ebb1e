using Chat.Tests.Polls;

namespace Chat.Tests.Reactions;

/// <summary>What stands below messages costs a page of them nothing.</summary>
public sealed class QueryTests : IAsyncDisposable
{
    private readonly Queries queries = new();
    private readonly ChatApp app = new();

    [Fact]
    public async Task A_page_with_reactions_and_polls_asks_no_more_than_one_without()
    {
        using var ann = await app.SignUpAsync("ann");
        var plain = await ann.CreateRoomAsync("Plain");
        var lively = await ann.CreateRoomAsync("Lively");
        for (var i = 0; i < 5; i++)
        {
            await ann.SayAsync(plain, $"message {i}");
            var said = await ann.SayAsync(lively, $"message {i}");
            await ann.ReactAsync(lively, said.Number, "👍");
            var poll = await ann.AskAsync(lively, $"poll {i}", options: ["Yes", "No"]);
            await ann.VoteAsync(lively, poll.Number, 0);
        }

        await ann.PageAsync($"/rooms/{plain}");
        await ann.PageAsync($"/rooms/{lively}");
        var without = await queries.CountAsync(app, () => ann.PageAsync($"/rooms/{plain}"));
        var with = await queries.CountAsync(app, () => ann.PageAsync($"/rooms/{lively}"));

        Assert.InRange(without, 1, 10);
        Assert.Equal(without, with);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        queries.Dispose();
    }
}
