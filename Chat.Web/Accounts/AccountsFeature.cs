using Chat.Data;
using Chat.Jobs;
using Chat.Shared;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;

namespace Chat.Accounts;

/// <summary>Who one is: sign-up, sign-in, sessions, and what people choose for themselves.</summary>
public static class AccountsFeature
{
    public static WebApplicationBuilder AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddScoped<Me>();
        services.AddSingleton<Sessions>();
        services.AddRecurringJob<SessionExpiry>();
        services.AddRecurringJob<LinkExpiry>();
        services.AddSingleton<SessionUse>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionUse>());
        services.AddScoped<Credentials>();
        services.AddScoped<Admission>();
        services.AddScoped<Enrolment>();
        services.AddScoped<ResetLinks>();
        services.AddScoped<InviteLinks>();
        services.AddSingleton<Profiles>();
        services.AddOptions<LimitOptions>().BindConfiguration("Chat:Limits").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Limits>();

        services.AddIdentityCore<Person>(ConfigureIdentity)
            .AddErrorDescriber<IdentityErrors>()
            .AddUserValidator<HandleValidator>()
            .AddEntityFrameworkStores<ChatDb>();
        services.AddSingleton<ILookupNormalizer, FoldingNormalizer>();

        services.AddAuthentication(Sessions.Scheme).AddCookie(Sessions.Scheme, ConfigureCookie);
        services.AddOptions<CookieAuthenticationOptions>(Sessions.Scheme)
            .Configure<Sessions>((options, sessions) =>
            {
                options.Events.OnValidatePrincipal = sessions.ValidateAsync;
                options.Events.OnCheckSlidingExpiration = sessions.SlideAsync;
            });
        services.AddAuthorization();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "chat-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        return builder;
    }

    private static void ConfigureIdentity(IdentityOptions options)
    {
        // Length is what makes a password hard to guess; rules about its letters only make it hard to remember
        // (NIST SP 800-63B, 5.1.1.2).
        options.Password.RequiredLength = Credentials.MinPassword;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        // Any script's letters: HandleValidator knows the rule.
        options.User.AllowedUserNameCharacters = "";
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "chat";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Sessions.Lifetime;
        options.SlidingExpiration = true;
        options.Events.OnRedirectToLogin = context =>
        {
            if (context.Request.WantsPage())
                context.Response.Redirect(SignInAddress(context.Request));
            else
                AnswerBare401(context.HttpContext);
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
    }

    private static void AnswerBare401(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
    }

    /// <summary>Back to the page one was on; a form that was posted has no address of its own to return to.</summary>
    private static string SignInAddress(HttpRequest request)
    {
        var back = HttpMethods.IsGet(request.Method)
            ? request.Path + request.QueryString
            : Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority == request.Host.Value
                ? page.PathAndQuery
                : "/";
        return $"/signin?ReturnUrl={Uri.EscapeDataString(back)}";
    }
}
