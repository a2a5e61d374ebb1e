namespace Chat.E2E.Push;

/// <summary>Firefox with a push service and a desktop of its own: what is pushed goes all the way.</summary>
public sealed class FirefoxStage : Stage
{
    public FirefoxStage()
        : this(new Autopush(), new Desktop())
    {
    }

    private FirefoxStage(Autopush service, Desktop desktop)
        : base(() => StartAsync(service, desktop), service.Lend)
    {
        Service = service;
        Desktop = desktop;
    }

    public Autopush Service { get; }

    public Desktop Desktop { get; }

    private static async Task<Browser> StartAsync(Autopush service, Desktop desktop)
    {
        await service.StartAsync();
        await desktop.StartAsync();
        return await Firefox.StartAsync(service, desktop);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Desktop.DisposeAsync();
        await Service.DisposeAsync();
    }
}
