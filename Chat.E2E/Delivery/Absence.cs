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

    public static async Task OpensTheLaptop(this Person person, Network network)
    {
        network.IsDown = false;
        await person.Context.SetOfflineAsync(false);
    }
}
