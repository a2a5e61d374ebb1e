using System.Collections.Concurrent;

namespace Chat.Push;

/// <summary>All push services that devices have named lately.</summary>
internal sealed class PushServices(TimeProvider clock)
{
    /// <summary>There are a handful, unless somebody makes them up.</summary>
    private const int Max = 1_000;

    private readonly ConcurrentDictionary<string, PushService> services = new(StringComparer.Ordinal);

    /// <param name="origin">"https://push.example.net".</param>
    public PushService Of(string origin)
    {
        if (services.Count > Max)
            Forget();
        return services.GetOrAdd(origin, _ => new PushService(clock));
    }

    private void Forget()
    {
        foreach (var service in services.Where(each => each.Value.IsIdle))
            services.TryRemove(service);
    }
}
