namespace Chat.Jobs;

/// <summary>What the program owes and does in its own time, whatever happens to it.</summary>
public static class JobsFeature
{
    /// <summary>Comes last: nobody works before the others have started, or after they have stopped.</summary>
    public static WebApplicationBuilder AddJobs(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<JobBell>();
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobLeases>();
        services.AddSingleton<JobMetrics>();
        services.AddRecurringJob<FailedJobs>();
        services.AddHostedService<JobStart>();
        services.AddHostedService<JobWorker>();
        return builder;
    }

    public static IServiceCollection AddJob<T>(this IServiceCollection services)
        where T : class, IJobHandler => services.AddSingleton<IJobHandler, T>();

    public static IServiceCollection AddRecurringJob<T>(this IServiceCollection services)
        where T : class, IRecurringJob => services.AddSingleton<T>().AddSingleton<IJobHandler, Recurring<T>>();
}
