namespace Chat.Push;

/// <summary>
/// How it goes with one push service, so that none holds the others up: it has a few places at once, one as long as it
/// has yet to prove itself, and is left alone where it asks for that or is out of order.
/// </summary>
internal sealed class PushService(TimeProvider clock)
{
    private const int Places = 8;

    /// <summary>In a row, after which it is out of order rather than unlucky.</summary>
    private const int MaxFailures = 3;

    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private int sending;
    private bool proven;
    private int failures;
    private DateTimeOffset closedUntil;
    private DateTimeOffset lastAppointment;
    private TimeSpan takes = TimeSpan.FromMilliseconds(100);

    public bool IsIdle
    {
        get
        {
            lock (gate)
                return sending == 0 && clock.GetUtcNow() >= closedUntil;
        }
    }

    /// <summary>Takes a place, or says when to come again. Nobody waits here, in a place of those who push to others.</summary>
    public DateTimeOffset? Enter()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (now < closedUntil)
                return Appointment(closedUntil);
            if (sending >= (proven ? Places : 1))
                return Appointment(now);
            sending++;
            return null;
        }
    }

    /// <summary>One after the other, as fast as it has answered lately.</summary>
    private DateTimeOffset Appointment(DateTimeOffset earliest)
    {
        lastAppointment = (lastAppointment > earliest ? lastAppointment : earliest) + (takes / Places);
        return lastAppointment;
    }

    /// <summary>It has answered for itself, whatever it said.</summary>
    public void Answered(TimeSpan took)
    {
        lock (gate)
        {
            sending--;
            takes = (takes + took) / 2;
            proven = true;
            failures = 0;
        }
    }

    /// <summary>It wants to be left alone.</summary>
    public void Closed(TimeSpan wait)
    {
        lock (gate)
        {
            sending--;
            Close(wait);
        }
    }

    /// <summary>There was no answer, or it is out of order.</summary>
    public void Failed()
    {
        lock (gate)
        {
            sending--;
            if (clock.GetUtcNow() < closedUntil)
                return; // begun before it was closed: that is known
            failures++;
            if (failures >= MaxFailures)
                Close(Rest(failures - MaxFailures));
        }
    }

    private static TimeSpan Rest(int failures)
    {
        var rest = ShortestRest * Math.Pow(2, Math.Min(failures, 16));
        return rest < LongestRest ? rest : LongestRest;
    }

    private void Close(TimeSpan wait)
    {
        proven = false;
        var until = clock.GetUtcNow() + wait;
        if (until > closedUntil)
            closedUntil = until;
    }

    /// <summary>Nothing came of it, by no fault of the service.</summary>
    public void Abandoned()
    {
        lock (gate)
            sending--;
    }
}
