using Chat.Jobs;
using Chat.Messages;
using Chat.Rooms;

namespace Chat.Notifications;

/// <summary>Who is notified of what, and how they want it.</summary>
public static class NotificationsFeature
{
    public static WebApplicationBuilder AddNotifications(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IMessageWitness, NewsWitness>();
        services.AddSingleton<IReadWitness, ReadWitness>();
        services.AddSingleton<Wording>();
        services.AddSingleton<Planner>();
        services.AddSingleton<Alarms>();
        services.AddSingleton<Withdrawals>();
        services.AddSingleton<Preferences>();
        services.AddHostedService<Departures>();
        services.AddJob<Telling>();
        services.AddJob<Withdrawing>();
        services.AddJob<Retracting>();
        services.AddJob<Reminding>();
        services.AddJob<Failing>();
        return builder;
    }
}
