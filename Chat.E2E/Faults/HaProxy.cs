namespace Chat.E2E.Faults;

/// <summary>HAProxy in front of the program, with time-outs of 30 s.</summary>
internal static class HaProxy
{
    public static Task<Proxy> AsItComesAsync(Uri program) => StartAsync(program, "");

    /// <summary>Answers wait for their whole body, as inspecting load balancers have it.</summary>
    public static Task<Proxy> ThatInspectsAsync(Uri program) => StartAsync(program, "http-response wait-for-body time 30s");

    private static Task<Proxy> StartAsync(Uri program, string spoiled) => Proxy.StartAsync(
        "haproxy",
        (port, _) => $"""
            defaults
              mode http
              timeout connect 5s
              timeout client 30s
              timeout server 30s
              timeout http-request 10s
              compression algo gzip
              compression type text/html text/css text/javascript text/event-stream application/json
            frontend visitors
              bind 127.0.0.1:{port}
              default_backend chat
            backend chat
              {spoiled}
              server chat {program.Authority}

            """,
        file => ["-db", "-f", file]);
}
