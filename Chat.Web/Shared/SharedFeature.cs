using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.Extensions.WebEncoders;

namespace Chat.Shared;

/// <summary>The house that every page stands in.</summary>
public static class SharedFeature
{
    /// <summary>Forms here have a handful of fields.</summary>
    private const int MaxFields = 64;

    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddLocalization();
        services.AddRazorPages(options => options.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute()))
            .WithRazorPagesAtContentRoot()
            .AddMvcOptions(options => options.Filters.Add<OurFormsOnly>())
            .AddViewOptions(options => options.HtmlHelperOptions.ClientValidationEnabled = false);
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All));
        services.Configure<FormOptions>(options => options.ValueCountLimit = MaxFields);
        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = "chat-notice";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        services.AddSingleton<ITagHelperInitializer<FormTagHelper>, TokensInEveryForm>();
        services.AddSingleton<ImportMap>();
        services.AddOptions<BrandOptions>().BindConfiguration("Chat").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Brand>();
        services.AddSingleton<IHttpResponseStreamWriterFactory, WholePages>();
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = FormGuard.MaxBody);
        return builder;
    }

    /// <summary>The framework leaves the antiforgery token out of forms that name their action.</summary>
    private sealed class TokensInEveryForm : ITagHelperInitializer<FormTagHelper>
    {
        public void Initialize(FormTagHelper helper, ViewContext context) => helper.Antiforgery = true;
    }
}
