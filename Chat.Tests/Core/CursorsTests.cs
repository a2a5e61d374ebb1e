using Chat.Core;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chat.Tests.Core;

public class CursorsTests
{
    [Fact]
    public void A_page_sends_the_cursor_of_every_room_it_shows()
    {
        Assert.True(Cursors.TryParse("42:1950,57:0", out var cursors));
        Assert.Equal([new Cursor(42, 1950), new Cursor(57, 0)], cursors);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_page_may_show_no_room(string? text)
    {
        Assert.True(Cursors.TryParse(text, out var cursors));
        Assert.Empty(cursors);
    }

    [Theory]
    [InlineData("42")]
    [InlineData("42:")]
    [InlineData(":1")]
    [InlineData(":")]
    [InlineData(",")]
    [InlineData("42:1,")]
    [InlineData(",42:1")]
    [InlineData("42:1,,43:1")]
    [InlineData("42:1:1")]
    [InlineData("0:1")]
    [InlineData("-42:1")]
    [InlineData("42:-1")]
    [InlineData("+42:1")]
    [InlineData(" 42:1")]
    [InlineData("42:1 ")]
    [InlineData("42:1\0")]
    [InlineData("4２:1")]
    [InlineData("42:1e3")]
    [InlineData("42:0x1")]
    [InlineData("9223372036854775808:1")]
    [InlineData("42:9223372036854775808")]
    [InlineData("42:1,42:2")]
    [InlineData("42:1,042:2")]
    public void A_cursor_that_no_page_sends_is_refused(string text)
    {
        Assert.False(Cursors.TryParse(text, out var cursors));
        Assert.Empty(cursors);
    }

    [Fact]
    public void A_page_shows_at_most_fifty_rooms()
    {
        Assert.True(Cursors.TryParse(Rooms(50), out var cursors));
        Assert.Equal(50, cursors.Count);
        Assert.False(Cursors.TryParse(Rooms(51), out _));
    }

    [Fact]
    public void What_a_page_writes_the_server_reads() => Prop.ForAll(AnyCursors(), cursors =>
        Cursors.TryParse(string.Join(',', cursors.Select(cursor => $"{cursor.Room}:{cursor.Rev}")), out var read) && read.SequenceEqual(cursors))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_breaks_the_reader() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => Cursors.TryParse(text, out var cursors) || cursors.Count == 0)
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(10, 11, Cursor.Verdict.Apply)]
    [InlineData(7, 11, Cursor.Verdict.Apply)]
    [InlineData(10, 15, Cursor.Verdict.Apply)]
    [InlineData(9, 10, Cursor.Verdict.Ignore)]
    [InlineData(3, 4, Cursor.Verdict.Ignore)]
    [InlineData(11, 12, Cursor.Verdict.Gap)]
    public void A_reader_at_ten_judges_a_change(long after, long rev, Cursor.Verdict verdict) =>
        Assert.Equal(verdict, new Cursor(42, 10).Judge(after, rev));

    [Fact]
    public void Whatever_order_changes_come_in_the_reader_ends_where_the_room_is() => Prop.ForAll(AnyDelivery(), delivery =>
    {
        var room = new Room(delivery.Changed);
        var reader = new Reader(room);
        foreach (var rev in delivery.Arrivals)
            reader.Receive(room.Live(rev));
        reader.Repair(room.Head);
        return reader.Shows(room.StateAt(room.Head));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void A_reader_never_shows_a_state_the_room_was_never_in() => Prop.ForAll(AnyDelivery(), delivery =>
    {
        var room = new Room(delivery.Changed);
        var reader = new Reader(room);
        return delivery.Arrivals.All(rev =>
        {
            reader.Receive(room.Live(rev));
            return reader.Shows(room.StateAt(reader.Cursor.Rev));
        });
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static string Rooms(int count) => string.Join(',', Enumerable.Range(1, count).Select(room => $"{room}:7"));

    private static Arbitrary<Cursor[]> AnyCursors() =>
        Gen.Choose(1, int.MaxValue).Two()
            .Select(pair => new Cursor(pair.Item1 * 4_000_000_000L, pair.Item2 * 4_000_000_000L))
            .ListOf()
            .Select(cursors => cursors.DistinctBy(cursor => cursor.Room).Take(Cursors.MaxRooms).ToArray())
            .ToArbitrary();

    /// <summary>Which message each revision of a room changed, and which revisions arrive in which order: late, twice or never.</summary>
    private sealed record Delivery(int[] Changed, int[] Arrivals);

    private static Arbitrary<Delivery> AnyDelivery() => (
        from changed in Gen.Choose(1, 5).NonEmptyListOf()
        from arrivals in Gen.Choose(1, changed.Count).ListOf()
        select new Delivery([.. changed], [.. arrivals])).ToArbitrary();

    private sealed record Change(long After, long Rev, int Message);

    /// <summary>The log: revision n changed message changed[n-1], and a message's state is the revision of its last change.</summary>
    private sealed class Room(int[] changed)
    {
        public long Head => changed.Length;

        public Change Live(int rev) => new(rev - 1, rev, changed[rev - 1]);

        public Dictionary<int, long> StateAt(long rev) => changed
            .Take((int)rev)
            .Select((message, index) => (message, rev: index + 1L))
            .GroupBy(change => change.message)
            .ToDictionary(changes => changes.Key, changes => changes.Max(change => change.rev));

        /// <summary>What changed behind the cursor, each message once, chained so that no revision between is missed.</summary>
        public IEnumerable<Change> Behind(long cursor, long head)
        {
            foreach (var (message, rev) in StateAt(head).Where(state => state.Value > cursor).OrderBy(state => state.Value))
            {
                yield return new Change(cursor, rev, message);
                cursor = rev;
            }
        }
    }

    private sealed class Reader(Room room)
    {
        private readonly Dictionary<int, long> _shown = [];

        public Cursor Cursor { get; private set; } = new(42, 0);

        public void Receive(Change change)
        {
            if (Cursor.Judge(change.After, change.Rev) is Cursor.Verdict.Gap)
                Repair(change.Rev);
            Take(change);
        }

        public void Repair(long head)
        {
            foreach (var change in room.Behind(Cursor.Rev, head))
                Take(change);
        }

        public bool Shows(Dictionary<int, long> state) => _shown.OrderBy(shown => shown.Key).SequenceEqual(state.OrderBy(shown => shown.Key));

        private void Take(Change change)
        {
            if (Cursor.Judge(change.After, change.Rev) is not Cursor.Verdict.Apply)
                return;
            _shown[change.Message] = change.Rev;
            Cursor = Cursor with { Rev = change.Rev };
        }
    }
}
