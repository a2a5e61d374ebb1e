namespace Chat.E2E.Faults;

/// <summary>squid as the only way out, as offices have it.</summary>
internal static class Squid
{
    // Who is root gives that right up in squid, and could write to no folder of ours then: it keeps no files.
    /// <summary>No connection is kept, and none may be silent for a minute.</summary>
    public static Task<Proxy> StartAsync() => Proxy.StartAsync(
        "squid",
        (port, _) => $"""
            http_port 127.0.0.1:{port}
            http_access allow all
            pid_filename none
            cache_log /dev/null
            access_log none
            coredump_dir none
            pinger_enable off
            shutdown_lifetime 0 seconds
            client_persistent_connections off
            server_persistent_connections off
            read_timeout 60 seconds
            client_lifetime 60 minutes

            """,
        file => ["-N", "-f", file]);
}
