using Chat.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.Tests;

/// <summary>
/// The whole program behind a real socket, on a real database in a folder of its own. Only the edges are replaced:
/// the clock when a test brings one, and the cost of hashing passwords.
/// </summary>
public sealed class ChatApp : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> factory;
    private readonly bool ownsFolder;
    private int people;

    public ChatApp(string? folder = null, TimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        ownsFolder = folder is null;
        Folder = folder ?? Directory.CreateTempSubdirectory("chat-tests-").FullName;
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("Chat:Data", Folder);
            // One address signs everybody up here.
            host.UseSetting("Chat:Limits:SignUps", "100000");
            host.UseSetting("Chat:Limits:SignIns", "100000");
            foreach (var (key, value) in settings)
                host.UseSetting(key, value);
            host.ConfigureServices(services =>
            {
                services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
                if (clock is not null)
                    services.Replace(ServiceDescriptor.Singleton(clock));
            });
        });
        factory.UseKestrel(0);
        factory.StartServer();
        Address = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>The data folder; it outlives this instance if the test gave it.</summary>
    public string Folder { get; }

    public Uri Address { get; }

    public IServiceProvider Services => factory.Services;

    /// <summary>A browser that nobody has signed in on.</summary>
    public Visitor Visit() => new(Address);

    /// <summary>Somebody new, signed up under a name of their own that begins with <paramref name="name"/>.</summary>
    public async Task<Visitor> SignUpAsync(string name)
    {
        var visitor = Visit();
        await visitor.SignUpAsync($"{name}{Interlocked.Increment(ref people)}", name);
        return visitor;
    }

    /// <summary>Asks the database itself.</summary>
    public async Task<T> AskAsync<T>(Func<ChatDb, Task<T>> question)
    {
        await using var scope = Services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<ChatDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        if (ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }
}
