using Chat.Accounts;

namespace Chat.People;

/// <summary>Who else is here, and what people are to each other.</summary>
public static class PeopleFeature
{
    public static WebApplicationBuilder AddPeople(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Befriending>();
        services.AddSingleton<Blocks>();
        services.AddScoped<Listing>();
        services.AddScoped<INameWitness, NameNews>();
        return builder;
    }
}
