using Chat.Core;
using Chat.Data;
using Chat.Tests.Polls;
using Chat.Tests.Reactions;
using Chat.Tests.Rooms;
using Chat.Tests.Threads;
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
        Act.Answer => cast.AnswerAsync(step.Who, step.Which),
        Act.Reply => cast.ReplyAsync(step.Who, step.Which),
        Act.Call => cast.CallAsync(step.Who, step.Which),
        Act.Tell => cast.SayAsync(step.Who, "/me waves"),
        Act.Edit => cast.EditAsync(step.Which, $"edited {step.Which}"),
        Act.Delete => cast.DeleteAsync(step.Which),
        Act.React => cast.ReactAsync(step.Who, step.Which),
        Act.Ask => cast.AskAsync(step.Who, step.Which),
        Act.Vote => cast.VoteAsync(step.Who, step.Which),
        Act.Close => cast.CloseAsync(step.Which),
        Act.TakeBack => cast.TakeBackAsync(step.Which),
        Act.Pin => cast.PinAsync(step.Who, step.Which),
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
        Answer,
        Reply,
        Call,
        Tell,
        Edit,
        Delete,
        React,
        Ask,
        Vote,
        Close,
        TakeBack,
        Pin,
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
        private readonly List<(Visitor Author, long Number)> polls = [];
        private bool readOnly;
        private bool archived;

        public async Task SayAsync(int who, string body)
        {
            if (MaySpeak(people[who]))
                said.Add((people[who], (await people[who].SayAsync(room, body)).Number));
        }

        /// <summary>With a quote of what was said in the room or in a thread.</summary>
        public async Task AnswerAsync(int who, int which)
        {
            if (Pick(which) is { } message && MaySpeak(people[who]))
                said.Add((people[who], (await people[who].AnswerAsync(room, message.Number, $"an answer to {which}")).Number));
        }

        /// <summary>In the thread of what was said: that of a reply is the one it stands in.</summary>
        public async Task ReplyAsync(int who, int which)
        {
            if (Pick(which) is not { } message || !MaySpeak(people[who]))
                return;
            var quoted = MessageNumber.IsReply(message.Number) ? message.Number : (long?)null;
            var thread = MessageNumber.ThreadOf(message.Number) ?? message.Number;
            said.Add((people[who], (await people[who].ReplyAsync(room, thread, $"a reply to {which}", quoted)).Number));
        }

        /// <summary>By name, whether they are inside or not, or all.</summary>
        public Task CallAsync(int who, int which) =>
            SayAsync(who, $"@{people[which % 3].UserName}님 @{(which % 2 == 0 ? "room" : "here")}");

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
            polls.Remove(message);
        }

        /// <summary>Every third time it is taken back.</summary>
        public async Task ReactAsync(int who, int which)
        {
            if (MayVote(people[who]) && Any(said, which) is { } message)
                await people[who].ReactAsync(room, message.Number, which % 2 == 0 ? "👍" : "🎉", remove: which % 3 == 0);
        }

        public async Task AskAsync(int who, int which)
        {
            if (!MaySpeak(people[who]))
                return;
            var poll = await people[who].AskAsync(room, $"poll {which}?", which % 2 == 0, "Yes", "No", "아마도");
            polls.Add((people[who], poll.Number));
            said.Add((people[who], poll.Number));
        }

        public async Task VoteAsync(int who, int which)
        {
            if (MayVote(people[who]) && Any(polls, which) is { } poll)
                await people[who].VoteAsync(room, poll.Number, which % 3, remove: which % 4 == 0);
        }

        /// <summary>The owner ends a poll of anybody's.</summary>
        public async Task CloseAsync(int which)
        {
            if (archived || Any(polls, which) is not { } poll)
                return;
            using var answer = await people[0].PostJsonAsync($"/rooms/{room}/{poll.Number}/poll/close");
            Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
            polls.Remove(poll);
        }

        /// <summary>The owner deletes what anybody said, and whoever said it may have gone.</summary>
        public async Task TakeBackAsync(int which)
        {
            if (said.Count == 0)
                return;
            var message = said[which % said.Count];
            await people[0].DeleteAsync(room, message.Number);
            said.Remove(message);
            polls.Remove(message);
        }

        public async Task PinAsync(int who, int which)
        {
            if (said.Count == 0 || !MaySpeak(people[who]))
                return;
            using var answer = await people[who].PostJsonAsync(
                $"/rooms/{room}/pins", ("Number", $"{said[which % said.Count].Number}"), ("On", which % 3 == 0 ? "false" : "true"));
            Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
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

        private bool MayVote(Visitor person) => inside.Contains(person) && !archived && !silenced.Contains(person);

        private Role RoleOf(Visitor person) => roles.GetValueOrDefault(person);

        public async Task RenameAsync(string name)
        {
            using var answer = await people[0].PostAsync($"/rooms/{room}/settings/name", ("Name", name));
            Assert.Equal(System.Net.HttpStatusCode.SeeOther, answer.StatusCode);
        }

        private (Visitor Author, long Number)? Pick(int which)
        {
            var open = said.FindAll(message => inside.Contains(message.Author));
            return Any(open, which);
        }

        private static (Visitor Author, long Number)? Any(List<(Visitor Author, long Number)> messages, int which) =>
            messages.Count == 0 ? null : messages[which % messages.Count];
    }
}
