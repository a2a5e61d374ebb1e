using System.Collections.Concurrent;
using System.Net;
using Chat.Data;
using Chat.Outbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.Tests;

/// <summary>
/// The whole program behind a real socket, on a real database in a folder of its own. Only the edges are replaced:
/// the clock when a test brings one, the cost of hashing passwords, and the world outside: nothing of it is asked
/// unless a test brings that, too, and a request to it fails the test.
/// </summary>
public sealed class ChatApp : IAsyncDisposable
{
    private readonly WebApplication program;
    private readonly bool ownsFolder;
    private readonly ConcurrentQueue<string> askedOutside = new();
    private int people;

    /// <param name="edges">What else of the edges a test replaces.</param>
    public ChatApp(
        string? folder = null, TimeProvider? clock = null, Action<IServiceCollection>? edges = null, params (string Key, string Value)[] settings)
    {
        ownsFolder = folder is null;
        Folder = folder ?? NewDatabase.InAFolderOfItsOwn();
        program = Program.Build(Arguments(settings), builder =>
        {
            ReplaceEdges(builder.Services, clock);
            edges?.Invoke(builder.Services);
        });
        // xunit gives constructors a context of its own, which must not be waited in.
        Task.Run(program.StartProgramAsync).GetAwaiter().GetResult();
        Address = new Uri(program.Urls.First());
    }

    private string[] Arguments((string Key, string Value)[] settings) =>
    [
        "--urls=http://127.0.0.1:0",
        $"--Chat:Data={Folder}",
        // One address signs everybody up here.
        "--Chat:Limits:SignUps=100000",
        "--Chat:Limits:SignIns=100000",
        // Tests are full of links that lead nowhere.
        "--Chat:Previews:Enabled=false",
        // A browser that asks for each module of each page again keeps both processors busy.
        "--EnableStaticAssetsDevelopmentCaching=true",
        "--Logging:LogLevel:Default=Critical",
        .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
    ];

    private void ReplaceEdges(IServiceCollection services, TimeProvider? clock)
    {
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
        services.Configure<OutboundRules>(rules =>
        {
            rules.Resolve = (host, _) => Task.FromException<IPAddress[]>(Unexpected(host));
            rules.Allows = address => throw Unexpected($"{address}");
        });
        if (clock is not null)
            services.Replace(ServiceDescriptor.Singleton(clock));
    }

    private RefusedAddressException Unexpected(string host)
    {
        askedOutside.Enqueue(host);
        return new RefusedAddressException(host);
    }

    /// <summary>The data folder; it outlives this instance if the test gave it.</summary>
    public string Folder { get; }

    public Uri Address { get; }

    public IServiceProvider Services => program.Services;

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

    /// <summary>Changes the database by another way than a page.</summary>
    public Task WriteAsync(Action<WriteScope> change) => Services.GetRequiredService<Writer>().Run(change);

    /// <summary>An administrator has closed the account.</summary>
    public Task CloseAsync(Visitor visitor) => WriteAsync(scope =>
    {
        var now = scope.Now;
        scope.Db.Users.Where(p => p.Id == visitor.Id).ExecuteUpdate(set => set.SetProperty(p => p.DeactivatedAt, now));
    });

    /// <summary>As the end of a process does: connections in the pool would go on with a database that was replaced.</summary>
    public void CloseFiles()
    {
        using var connection = new SqliteConnection(new DataOptions { Data = Folder }.SqliteConnection);
        SqliteConnection.ClearPool(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await program.StopAsync();
        await program.DisposeAsync();
        CloseFiles();
        if (ownsFolder)
            Directory.Delete(Folder, recursive: true);
        Assert.Empty(askedOutside);
    }
}
