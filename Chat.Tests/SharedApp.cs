namespace Chat.Tests;

/// <summary>One program for a class of tests that do not disturb each other.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    public ChatApp App { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await App.DisposeAsync();
}
