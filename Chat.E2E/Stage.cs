using System.Runtime.CompilerServices;
using Chat.Tests;
using Chat.Tests.Outbound;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.E2E;

/// <summary>One program and one browser for many stories, which are told one after the other.</summary>
public class Stage : IAsyncLifetime
{
    private readonly Func<Task<Browser>> start;
    private Browser? browser;

    public Stage()
        : this(() => Browser.StartAsync(Browser.Light))
    {
    }

    /// <summary>Fixtures may have one public constructor.</summary>
    /// <param name="edges">What of the edges is replaced after the web.</param>
    protected Stage(Func<Task<Browser>> start, Action<IServiceCollection>? edges = null)
    {
        this.start = start;
        App = new ChatApp(edges: Web.Lend + edges, settings: ("Chat:Previews:Enabled", "true"));
    }

    /// <summary>What links lead to: nothing, unless a story publishes it.</summary>
    public Web Web { get; } = new();

    public ChatApp App { get; }

    public Browser Browser => browser!;

    public async Task InitializeAsync()
    {
        browser = await start();
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

        Assert.True(cast.Troubles.Count == 0, string.Join('\n', cast.Troubles));
    }

    public virtual async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        await App.DisposeAsync();
        await Web.DisposeAsync();
    }
}

/// <summary>For what only the whole browser does.</summary>
public sealed class WholeStage() : Stage(() => Browser.StartAsync(Browser.Whole));
