namespace Chat.E2E.Delivery;

/// <summary>How people come and go on a network.</summary>
public static class Absence
{
    /// <summary>The browser is told that it is offline, and what was open breaks off.</summary>
    public static async Task ClosesTheLaptop(this Person person, Network network)
    {
        network.IsDown = true;
        await person.Context.SetOfflineAsync(true);
    }

    /// <summary>As browsers do with tabs out of sight: nothing runs in it, and what it holds it keeps.</summary>
    public static Task FallsAsleep(this Person person) => LivesAsync(person, "frozen");

    public static Task WakesUp(this Person person) => LivesAsync(person, "active");

    private static async Task LivesAsync(Person person, string state)
    {
        var session = await person.Context.NewCDPSessionAsync(person.Page);
        await session.SendAsync("Page.setWebLifecycleState", new Dictionary<string, object> { ["state"] = state });
    }

    /// <summary>Loads the page anew, before which the tab has found out that streams do not flow here: that takes ten seconds.</summary>
    public static async Task ReloadsToPoll(this Person person, Network network)
    {
        network.SwallowsStreams = true;
        await person.Page.EvaluateAsync("sessionStorage.rung = JSON.stringify({ rung: 'long', triedAt: Date.now(), climbs: 0, at: Date.now() })");
        await person.Page.ReloadAsync();
        await network.WasAsked("wait=25");
    }

    public static async Task OpensTheLaptop(this Person person, Network network)
    {
        network.IsDown = false;
        await person.Context.SetOfflineAsync(false);
    }
}
