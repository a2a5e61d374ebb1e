using Chat.Accounts;
using Chat.Data;
using Chat.Delivery;
using Chat.Jobs;
using Microsoft.AspNetCore.Identity;

namespace Chat.Rooms;

/// <summary>Rooms and who is in them.</summary>
public static class RoomsFeature
{
    public static WebApplicationBuilder AddRooms(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        // Room passwords are hashed as people's are.
        services.AddScoped<IPasswordHasher<Room>, PasswordHasher<Room>>();
        services.AddScoped<RoomCreation>();
        services.AddScoped<Entrance>();
        services.AddScoped<Invitations>();
        services.AddScoped<Upkeep>();
        services.AddScoped<LinkUpkeep>();
        services.AddScoped<Moderation>();
        services.AddScoped<DirectChats>();
        services.AddScoped<Groups>();
        services.AddScoped<Placing>();
        services.AddScoped<Folders>();
        services.AddScoped<ReadMarks>();
        services.AddScoped<INewcomers, Newcomers>();
        services.AddSingleton<IChangeRenderer, MemberRenderer>();
        services.AddSingleton<IChangeRenderer, RoomRenderer>();
        services.AddRecurringJob<Purge>();
        services.AddRecurringJob<InvitationExpiry>();
        return builder;
    }
}
