using Chat.Tests.Delivery;
using Chat.Tests.Outbound;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Tests.Previews;

/// <summary>The central promise with cards, which come whenever the web answers: a reader ends with what a fresh page shows.</summary>
public sealed class PreviewSyncTests : IAsyncLifetime
{
    private const int Rounds = 8;

    private Web Web { get; } = new();
    private readonly ChatApp app;
    private string[] links = [];

    public PreviewSyncTests() => app = Cards.Program(Web);

    public Task InitializeAsync()
    {
        Web.Has("/empty", "<p>");
        links = [Web.Publishes("/1", "One"), Web.Publishes("/2", "Two"), Web.Publishes("/3", "Three", "other"), Web.At("/empty"), Web.At("/missing"), "no link"];
        return Task.CompletedTask;
    }

    [Fact]
    public void A_reader_ends_with_the_cards_that_a_fresh_page_shows() =>
        Prop.ForAll(Stories(), story => Task.Run(() => HoldsAsync(story)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds));

    private static Arbitrary<(Act Act, int Which, int Link)[]> Stories() =>
        (from steps in (from act in Gen.Elements(Enum.GetValues<Act>())
                        from which in Gen.Choose(0, 100)
                        from link in Gen.Choose(0, 100)
                        select (act, which, link)).ListOf()
         select steps.ToArray()).ToArbitrary();

    private async Task<bool> HoldsAsync((Act Act, int Which, int Link)[] story)
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"Story {Guid.NewGuid():N}");
        var said = new List<long>();

        await using var reader = await SyncedReader.OpenAsync(ann, room);
        foreach (var (act, which, link) in story)
            await PlayAsync(act, which, link);
        await app.LooksAtAllAsync();
        await reader.CatchUpAsync();

        Assert.Equal(await SyncedReader.FreshAsync(ann, room), reader.Shown);
        return true;

        Task PlayAsync(Act act, int which, int link) => act switch
        {
            Act.Say => SayAsync($"{links[which % links.Length]} {links[link % links.Length]}"),
            Act.Edit when said.Count > 0 => ann.EditAsync(room, said[which % said.Count], $"edited {links[link % links.Length]}"),
            Act.Hide when said.Count > 0 => HideAsync(said[which % said.Count]),
            Act.Delete when said.Count > 0 => DeleteAsync(said[which % said.Count]),
            Act.Cut => reader.CutAsync(),
            Act.Stream => reader.StreamAsync(),
            Act.Poll => reader.PollAsync(),
            _ => Task.CompletedTask,
        };

        async Task SayAsync(string words) => said.Add((await ann.SayAsync(room, words)).Number);

        async Task DeleteAsync(long number)
        {
            await ann.DeleteAsync(room, number);
            said.Remove(number);
        }

        async Task HideAsync(long number)
        {
            using var answer = await ann.PostJsonAsync($"/rooms/{room}/{number}/previews");
            Assert.True(answer.IsSuccessStatusCode);
        }
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await Web.DisposeAsync();
    }

    private enum Act
    {
        Say,
        Edit,
        Delete,
        Hide,
        Cut,
        Stream,
        Poll,
    }
}
