namespace Chat.Push;

/// <summary>The command <c>rotate-push-key</c>: makes another key, with the server stopped, and ends.</summary>
public static class Rotating
{
    /// <returns>The exit code: 1 if there is a key that cannot be read, after saying so.</returns>
    public static async Task<int> RotatePushKeyAsync(this WebApplication app)
    {
        await using var program = app;
        try
        {
            app.Services.GetRequiredService<ServerKeys>().Rotate();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }

        Console.WriteLine("Push services will know this server by another key. The former one stays until all devices have subscribed anew.");
        return 0;
    }
}
