namespace Chat.E2E.Faults;

/// <summary>tinyproxy as the only way out: one connection for each request, silent for a minute at most.</summary>
internal static class Tinyproxy
{
    public static Task<Proxy> StartAsync() => Proxy.StartAsync(
        "tinyproxy",
        (port, _) => $"""
            Port {port}
            Listen 127.0.0.1
            Timeout 60
            MaxClients 50
            Allow 127.0.0.1
            LogLevel Error

            """,
        file => ["-d", "-c", file]);
}
