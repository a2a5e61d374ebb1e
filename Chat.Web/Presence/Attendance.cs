namespace Chat.Presence;

/// <summary>
/// Who is here, in memory alone. It comes from what pages say of themselves, never from an open connection: a browser
/// keeps those while its owner is at lunch.
/// </summary>
internal sealed class Attendance(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, Attendee> people = [];

    /// <param name="rooms">In sight there.</param>
    public void Report(long person, Device device, DeviceState state, IReadOnlyCollection<long> rooms)
    {
        lock (gate)
        {
            if (!people.TryGetValue(person, out var attendee))
                people[person] = attendee = new Attendee();
            attendee.Report(device, state, rooms, clock.GetUtcNow());
        }
    }

    /// <summary>Somebody has signed out, or was.</summary>
    public void End(Guid session)
    {
        lock (gate)
        {
            foreach (var attendee in people.Values)
                attendee.End(session, clock.GetUtcNow());
        }
    }

    /// <summary>How it is with somebody now, and when they were last active since the program began.</summary>
    public (Availability Availability, DateTimeOffset? SeenAt) Of(long person)
    {
        lock (gate)
            return people.TryGetValue(person, out var attendee) ? (attendee.At(clock.GetUtcNow()), attendee.SeenAt) : default;
    }

    /// <summary>Whoever has the room before their eyes, on whichever device.</summary>
    public IReadOnlySet<long> ReadersOf(long room)
    {
        var now = clock.GetUtcNow();
        lock (gate)
            return people.Where(each => each.Value.Sees(room, now)).Select(each => each.Key).ToHashSet();
    }

    /// <summary>The sessions of somebody in which a page is in sight and was touched lately.</summary>
    public IReadOnlySet<Guid> SessionsInUse(long person)
    {
        var now = clock.GetUtcNow();
        lock (gate)
            return people.TryGetValue(person, out var attendee) ? attendee.SessionsInUse(now) : new HashSet<Guid>();
    }

    /// <summary>Those with whom it is otherwise than when this was asked last, however often they changed in between.</summary>
    public IReadOnlyList<Sighting> TakeTurns()
    {
        var now = clock.GetUtcNow();
        var turns = new List<Sighting>();
        lock (gate)
        {
            foreach (var (person, attendee) in people)
            {
                attendee.Forget(now);
                var availability = attendee.At(now);
                if (attendee.Turns(availability))
                    turns.Add(new Sighting(person, availability, attendee.SeenAt));
                if (attendee.IsOver)
                    people.Remove(person);
            }
        }

        return turns;
    }

    /// <summary>Who was active since that was last written, and when.</summary>
    public IReadOnlyList<(long Person, DateTimeOffset At)> Unwritten()
    {
        lock (gate)
            return [.. people.Where(each => each.Value.IsUnwritten).Select(each => (each.Key, each.Value.SeenAt!.Value))];
    }

    public void Written(IReadOnlyList<(long Person, DateTimeOffset At)> seen)
    {
        lock (gate)
        {
            foreach (var (person, at) in seen)
                people.GetValueOrDefault(person)?.Write(at);
        }
    }
}
