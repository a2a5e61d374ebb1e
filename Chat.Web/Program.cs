using Chat;
using Chat.Accounts;
using Chat.Admin;
using Chat.App;
using Chat.Data;
using Chat.Delivery;
using Chat.Jobs;
using Chat.Later;
using Chat.Mentions;
using Chat.Messages;
using Chat.Notifications;
using Chat.Outbound;
using Chat.People;
using Chat.Polls;
using Chat.Presence;
using Chat.Previews;
using Chat.Push;
using Chat.Reactions;
using Chat.Rooms;
using Chat.Search;
using Chat.Shared;
using Chat.Threads;

return args switch
{
    ["health"] => await HealthProbe.RunAsync(),
    ["rebuild-search", .. var rest] => await Build(rest).RebuildSearchAsync(),
    ["rotate-push-key", .. var rest] => await Build(rest).RotatePushKeyAsync(),
    _ => await Build(args).RunProgramAsync(),
};

/// <summary>The table of contents.</summary>
public partial class Program
{
    /// <summary>The whole program, not yet started.</summary>
    /// <param name="edges">Replaces what stands at the edges, such as the clock.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? edges = null)
    {
        var builder = WebApplication.CreateBuilder(Hosting.Options(args));
        builder.AddHosting();
        builder.AddTelemetry();
        builder.AddPages();
        builder.AddData();
        builder.AddOutbound();
        builder.AddAccounts();
        builder.AddPush();
        builder.AddDelivery();
        builder.AddPeople();
        builder.AddRooms();
        builder.AddPresence();
        builder.AddMessages();
        builder.AddPolls();
        builder.AddPreviews();
        builder.AddReactions();
        builder.AddThreads();
        builder.AddMentions();
        builder.AddNotifications();
        builder.AddLater();
        builder.AddSearch();
        builder.AddApp();
        builder.AddAdmin();
        builder.AddJobs();
        edges?.Invoke(builder);

        var app = builder.Build();
        app.UseHosting();
        app.UseHostCookies();
        app.UseSafeHeaders();
        app.UseDelivery();
        app.UseErrorPages();
        app.UseRefusalWhileStopping();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRequestLocalization(Cultures.Options(Claims.Language));
        app.UseAuthorization();
        app.UseMiddleware<FormGuard>();

        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapPush();
        app.MapPresence();
        app.MapMessages();
        app.MapThreads();
        app.MapPreviews();
        app.MapMentions();
        app.MapLater();
        app.MapApp();
        app.MapPages();
        return app;
    }
}
