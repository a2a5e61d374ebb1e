namespace Chat;

/// <summary>
/// <c>dotnet Chat.Web.dll health</c> asks the server beside it whether it is well: the container's health check,
/// which needs no other program in the image.
/// </summary>
internal static class HealthProbe
{
    /// <summary>Under the time that the container's health check allows, so that it is told why.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <returns>The exit code: 0 if the server is well, 1 if not, after saying why.</returns>
    public static async Task<int> RunAsync()
    {
        // The environment may name a proxy for the world outside; this never leaves the machine.
        using var straight = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(straight) { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(Address());
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }

    /// <summary>The server takes its port from the same variables, in the same order.</summary>
    private static Uri Address()
    {
        var bound = Variable("ASPNETCORE_URLS") ?? $"http://*:{Variable("ASPNETCORE_HTTP_PORTS") ?? "8080"}";
        return new UriBuilder("http", "127.0.0.1", BindingAddress.Parse(bound).Port, "/health").Uri;
    }

    /// <summary>The first of the values of a variable, which semicolons divide.</summary>
    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } values ? values.Split(';')[0] : null;
}
