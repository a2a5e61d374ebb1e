using System.Net;
using Chat.Accounts;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;

namespace Chat;

/// <summary>How the program stands on a machine: environment, proxies, error pages, start and stop.</summary>
public static partial class Hosting
{
    /// <summary>
    /// Requests under way are answered within this; whoever has sent or read but half by then is cut off, which takes
    /// Kestrel a second at most, and the writer gets another: the process goes within five.
    /// </summary>
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(3);

    /// <summary>Seconds after which a server that is busy, or is being started anew, is worth another try.</summary>
    private const string ComeBackAfter = "3";

    /// <summary>
    /// Run from a build rather than published, the static files lie in the source tree, and only the Development
    /// environment serves them well: in Production their compressed variants come back empty.
    /// </summary>
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        ApplicationName = typeof(Hosting).Assembly.GetName().Name,
        ContentRootPath = AppContext.BaseDirectory,
        EnvironmentName = IsPublished ? null : Environments.Development,
    };

    private static bool IsPublished => !File.Exists(Path.Combine(AppContext.BaseDirectory, "Chat.Web.staticwebassets.runtime.json"));

    public static void AddHosting(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        // Whoever flushes a response sends it, without a hop to another thread of the pool. Delivery walks its readers in
        // parallel, so no thread sends alone. A third less processor time per event; docs/performance.md, "Fan-out".
        builder.WebHost.UseSockets(options => options.UnsafePreferInlineScheduling = true);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = DrainWithin);
        builder.Services.Configure<ForwardedHeadersOptions>(options => Trust(options, builder.Configuration["Chat:Proxies"]));
    }

    /// <summary>X-Forwarded-* counts only from the proxies that the operator names: anybody can write the header.</summary>
    private static void Trust(ForwardedHeadersOptions options, string? proxies)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in (proxies ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (proxy.Contains('/', StringComparison.Ordinal))
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            else
                options.KnownProxies.Add(IPAddress.Parse(proxy));
        }
    }

    public static void UseHosting(this WebApplication app)
    {
        if (!string.IsNullOrEmpty(app.Configuration["Chat:Proxies"]))
            app.UseForwardedHeaders();
    }

    /// <summary>An exception becomes a status without a body; a status without a body becomes a page.</summary>
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AskToComeBackAsync,
            StatusCodeSelector = StatusOf,
            SuppressDiagnosticsCallback = context => StatusOf(context.Exception) < StatusCodes.Status500InternalServerError,
        });
    }

    private static int StatusOf(Exception error) => error switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        WriterBusyException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static Task AskToComeBackAsync(HttpContext http)
    {
        if (http.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = ComeBackAfter;
        return Task.CompletedTask;
    }

    /// <summary>A connection that was open before the server began to stop may still bring requests: it takes no new work from them.</summary>
    public static void UseRefusalWhileStopping(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        app.Use((http, next) =>
        {
            if (!stopping.IsCancellationRequested || FormGuard.IsSafe(http.Request.Method) || http.IsErrorPage())
                return next(http);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return AskToComeBackAsync(http);
        });
    }

    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/health", async (ChatDb db, Writer writer, CancellationToken cancellationToken) =>
            writer.Healthy && await db.Database.CanConnectAsync(cancellationToken)
                ? Results.Text("ok")
                : Results.Text("The database does not answer, or the last commit failed.", statusCode: StatusCodes.Status503ServiceUnavailable));

    public static void MapPages(this IEndpointRouteBuilder routes) =>
        routes.MapRazorPages().WithStaticAssets().RequireAuthorization();

    /// <summary>Runs until told to stop.</summary>
    /// <returns>The exit code: 1 if the program could not start, after saying why.</returns>
    public static async Task<int> RunProgramAsync(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Chat");
        try
        {
            await app.StartProgramAsync();
        }
        catch (Exception error) when (error is NewerDatabaseException or IOException)
        {
            LogCannotStart(logger, error.Message);
            return 1;
        }

        foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            LogReady(logger, address);
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Brings the database to this version, then listens.</summary>
    public static async Task StartProgramAsync(this WebApplication app)
    {
        await app.Services.GetRequiredService<Database>().PrepareAsync();
        await app.StartAsync();
    }

    [LoggerMessage(EventName = "Ready", Level = LogLevel.Information, Message = "Chat is at {Address}")]
    private static partial void LogReady(ILogger logger, string address);

    [LoggerMessage(EventName = "CannotStart", Level = LogLevel.Critical, Message = "Chat cannot start: {Reason}")]
    private static partial void LogCannotStart(ILogger logger, string reason);
}
