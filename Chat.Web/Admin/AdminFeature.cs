using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chat.Admin;

/// <summary>The server as a whole, for those who administer it.</summary>
public static class AdminFeature
{
    public static WebApplicationBuilder AddAdmin(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<Registrar>();
        services.AddScoped<Stewardship>();
        services.AddScoped<Doorkeeper>();
        services.AddScoped<Lookout>();
        services.AddScoped<Foreman>();
        // All pages of this folder, those of tomorrow included.
        services.Configure<RazorPagesOptions>(options => options.Conventions.AddFolderApplicationModelConvention("/Admin", Guard));
        return builder;
    }

    private static void Guard(PageApplicationModel page) => page.Filters.Add(new TypeFilterAttribute<AdministratorsOnly>());
}
