using Chat.Data;
using Chat.Tests.Rooms;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Tests.Delivery;

/// <summary>
/// The central promise: whatever happens in a room and to the streams of those who read it, what a reader shows in the
/// end equals a fresh page.
/// </summary>
public sealed class SyncTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const int Rounds = 25;

    private readonly ChatApp app = shared.App;

    [Fact]
    public void A_reader_ends_with_what_a_fresh_page_shows() =>
        Prop.ForAll(Stories(), story => Task.Run(() => HoldsAsync(story)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds));

    private static Arbitrary<Step[]> Stories() =>
        (from steps in (from act in Gen.Elements(Enum.GetValues<Act>())
                        from who in Gen.Choose(0, 2)
                        from which in Gen.Choose(0, 100)
                        select new Step(act, who, which)).ListOf()
         select steps.ToArray()).ToArbitrary();

    private async Task<bool> HoldsAsync(Step[] story)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var eve = await app.SignUpAsync("eve");
        var room = await ann.CreateRoomAsync($"Story {Guid.NewGuid():N}");
        var cast = new Cast(room, [ann, bob, eve]);

        await using var reader = await SyncedReader.OpenAsync(ann, room);
        foreach (var step in story)
            await PlayAsync(step, cast, reader);
        await reader.CatchUpAsync();

        Assert.Equal(await SyncedReader.FreshAsync(ann, room), reader.Shown);
        return true;
    }

    private static Task PlayAsync(Step step, Cast cast, SyncedReader reader) => step.Act switch
    {
        Act.Say => cast.SayAsync(step.Who, $"message **{step.Which}** 안녕"),
        Act.Edit => cast.EditAsync(step.Which, $"edited {step.Which}"),
        Act.Delete => cast.DeleteAsync(step.Which),
        Act.Move => cast.MoveAsync(step.Who),
        Act.Rename => cast.RenameAsync($"Renamed {Guid.NewGuid():N}"),
        Act.Raise => cast.RaiseAsync(step.Who, (Role)(step.Which % 3)),
        Act.Remove => cast.RemoveAsync(step.Who),
        Act.Silence => cast.SilenceAsync(step.Who, step.Which),
        Act.ReadOnly => cast.TurnReadOnlyAsync(),
        Act.Archive => cast.TurnArchivedAsync(),
        Act.Cut => reader.CutAsync(),
        Act.Stream => reader.StreamAsync(),
        Act.Poll => reader.PollAsync(),
        _ => Task.CompletedTask,
    };

    private enum Act
    {
        Say,
        Edit,
        Delete,
        Move,
        Rename,
        Raise,
        Remove,
        Silence,
        ReadOnly,
        Archive,
        Cut,
        Stream,
        Poll,
    }

    private sealed record Step(Act Act, int Who, int Which);

    /// <summary>The people of a story, and what they have said so far.</summary>
    private sealed class Cast(long room, Visitor[] people)
    {
        private readonly HashSet<Visitor> inside = [people[0]];
        private readonly Dictionary<Visitor, Role> roles = new() { [people[0]] = Role.Owner };
        private readonly HashSet<Visitor> silenced = [];
        private readonly List<(Visitor Author, long Number)> said = [];
        private bool readOnly;
        private bool archived;

        public async Task SayAsync(int who, string body)
        {
            if (MaySpeak(people[who]))
                said.Add((people[who], (await people[who].SayAsync(room, body)).Number));
        }

        public async Task EditAsync(int which, string body)
        {
            if (Pick(which) is { } message && MaySpeak(message.Author))
                await message.Author.EditAsync(room, message.Number, body);
        }

        public async Task DeleteAsync(int which)
        {
            if (Pick(which) is not { } message)
                return;
            await message.Author.DeleteAsync(room, message.Number);
            said.Remove(message);
        }

        /// <summary>Comes in or goes; Ann stays, for it is her page that is compared.</summary>
        public async Task MoveAsync(int who)
        {
            if (who == 0)
                return;
            roles.Remove(people[who]);
            if (inside.Remove(people[who]))
                await people[who].LeaveAsync(room);
            else if (!archived && inside.Add(people[who]))
                await people[who].JoinAsync(room);
        }

        public async Task RaiseAsync(int who, Role role)
        {
            if (who == 0 || !inside.Contains(people[who]))
                return;
            await people[0].RaiseAsync(room, people[who], role);
            if (role is not Role.Member && RoleOf(people[who]) != role)
                silenced.Remove(people[who]);
            roles[people[who]] = role;
        }

        public async Task RemoveAsync(int who)
        {
            if (who == 0 || !inside.Remove(people[who]))
                return;
            roles.Remove(people[who]);
            await people[0].DecideAsync(room, people[who], "remove");
        }

        /// <summary>For an hour or until it is lifted; who is silenced already gets the word back.</summary>
        public async Task SilenceAsync(int who, int which)
        {
            if (who == 0 || !inside.Contains(people[who]))
                return;
            if (silenced.Remove(people[who]))
                await people[0].DecideAsync(room, people[who], "unsilence");
            else if (silenced.Add(people[who]))
                await people[0].SilenceAsync(room, people[who], which % 2 == 0 ? 60 : 0);
        }

        public Task TurnReadOnlyAsync() => people[0].SetReadOnlyAsync(room, readOnly = !readOnly);

        public Task TurnArchivedAsync() => people[0].SetAsync(room, (archived = !archived) ? "archive" : "unarchive");

        private bool MaySpeak(Visitor person) =>
            inside.Contains(person) && !archived && !silenced.Contains(person) && (!readOnly || RoleOf(person) is not Role.Member);

        private Role RoleOf(Visitor person) => roles.GetValueOrDefault(person);

        public async Task RenameAsync(string name)
        {
            using var answer = await people[0].PostAsync($"/rooms/{room}/settings/name", ("Name", name));
            Assert.Equal(System.Net.HttpStatusCode.SeeOther, answer.StatusCode);
        }

        private (Visitor Author, long Number)? Pick(int which)
        {
            var open = said.FindAll(message => inside.Contains(message.Author));
            return open.Count == 0 ? null : open[which % open.Count];
        }
    }
}
