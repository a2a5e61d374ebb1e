namespace Chat.Jobs;

/// <summary>Before the worker begins: takes up what the last run of the program has left.</summary>
internal sealed class JobStart(IEnumerable<IJobHandler> handlers, JobLeases leases, JobQueue queue) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => leases.TakeUpAsync(handlers, queue);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
