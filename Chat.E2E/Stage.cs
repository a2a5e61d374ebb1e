using System.Runtime.CompilerServices;
using Chat.Tests;

namespace Chat.E2E;

/// <summary>One program and one browser for all stories, which are told one after the other.</summary>
public sealed class Stage : IAsyncLifetime
{
    private Browser? browser;

    public ChatApp App { get; } = new();

    public Browser Browser => browser!;

    public async Task InitializeAsync()
    {
        browser = await Browser.StartAsync();
        // The first one in becomes the administrator, and no story is about that.
        using var administrator = await App.SignUpAsync("administrator");
    }

    /// <summary>Tells a story, and fails it when a page complained meanwhile.</summary>
    public async Task PlayAsync(Func<Cast, Task> story, [CallerMemberName] string name = "")
    {
        await using var cast = new Cast(this, name);
        try
        {
            await story(cast);
        }
        catch
        {
            await cast.PictureAsync();
            throw;
        }

        Assert.Empty(cast.Troubles);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        await App.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class Stories : ICollectionFixture<Stage>
{
    public const string Name = "Stories";
}
