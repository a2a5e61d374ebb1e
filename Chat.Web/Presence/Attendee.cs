namespace Chat.Presence;

/// <summary>One person's devices, as their pages speak of them. <see cref="Attendance"/> holds its lock meanwhile.</summary>
internal sealed class Attendee
{
    /// <summary>Devices and windows of one person. Beyond that the one that falls silent first makes room.</summary>
    public const int MaxDevices = 64;

    /// <summary>Two reports that did not come, and <see cref="Grace"/>.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    /// <summary>From one page to the next, or through a short tunnel, somebody stays here.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly Dictionary<Device, (bool IsActive, bool IsOpen, IReadOnlyCollection<long> Rooms, DateTimeOffset Until)> devices = [];
    private Availability told = Availability.Offline;
    private DateTimeOffset? written;

    /// <summary>When the person was last active; null if not since the program began.</summary>
    public DateTimeOffset? SeenAt { get; private set; }

    /// <summary>Nobody has to be told anything, and nothing is to be kept.</summary>
    public bool IsOver => devices.Count == 0 && told is Availability.Offline && !IsUnwritten;

    public bool IsUnwritten => SeenAt > (written ?? DateTimeOffset.MinValue);

    public void Report(Device device, DeviceState state, IReadOnlyCollection<long> rooms, DateTimeOffset now)
    {
        if (state is DeviceState.Gone)
            Go(device, now);
        else
            Come(device, state is DeviceState.Active, rooms, now);
    }

    private void Come(Device device, bool isActive, IReadOnlyCollection<long> rooms, DateTimeOffset now)
    {
        if (!devices.ContainsKey(device) && devices.Count == MaxDevices)
            devices.Remove(devices.MinBy(known => known.Value.Until).Key);
        devices[device] = (isActive, IsOpen: true, rooms, now + Patience);
        if (isActive)
            SeenAt = now;
    }

    private void Go(Device device, DateTimeOffset now)
    {
        if (!devices.TryGetValue(device, out var known))
            return;
        devices[device] = known with { IsOpen = false, Rooms = [], Until = now + Grace < known.Until ? now + Grace : known.Until };
        if (known.IsActive)
            SeenAt = now;
    }

    /// <summary>A session is over, and with it all that its pages said.</summary>
    public void End(Guid session, DateTimeOffset now)
    {
        foreach (var device in devices.Keys.Where(device => device.Session == session).ToList())
            Go(device, now);
    }

    public void Forget(DateTimeOffset now)
    {
        foreach (var (device, known) in devices)
        {
            if (known.Until <= now)
                devices.Remove(device);
        }
    }

    public Availability At(DateTimeOffset now)
    {
        var availability = Availability.Offline;
        foreach (var (isActive, _, _, until) in devices.Values)
        {
            if (until > now && availability is not Availability.Online)
                availability = isActive ? Availability.Online : Availability.Away;
        }

        return availability;
    }

    public bool Sees(long room, DateTimeOffset now) =>
        devices.Values.Any(device => device.IsActive && device.Until > now && device.Rooms.Contains(room));

    /// <summary>Those whose pages have just been left are not: there somebody stays, but nothing of ours runs.</summary>
    public HashSet<Guid> SessionsInUse(DateTimeOffset now) =>
        devices.Where(device => device.Value is { IsActive: true, IsOpen: true } && device.Value.Until > now).Select(device => device.Key.Session).ToHashSet();

    /// <summary>Whether it is another availability than the one that was told last; from now on it is that one.</summary>
    public bool Turns(Availability now)
    {
        var turns = now != told;
        told = now;
        return turns;
    }

    public void Write(DateTimeOffset seen) => written = seen;
}

/// <summary>A browser in which somebody is signed in, or one of its pages.</summary>
/// <param name="Client">The page's own id.</param>
internal readonly record struct Device(Guid Session, string Client);
