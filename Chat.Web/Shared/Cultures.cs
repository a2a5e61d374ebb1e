using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Primitives;

namespace Chat.Shared;

/// <summary>The languages of the product: English and Korean, by choice or as the browser asks.</summary>
public static class Cultures
{
    public static readonly string[] All = ["en", "ko"];

    public static string? Known(string? culture) => All.Contains(culture, StringComparer.Ordinal) ? culture : null;

    public static RequestLocalizationOptions Options(string claim)
    {
        var options = new RequestLocalizationOptions { ApplyCurrentCultureToResponseHeaders = false };
        options.SetDefaultCulture("en").AddSupportedCultures(All).AddSupportedUICultures(All);
        options.RequestCultureProviders =
        [
            new CustomRequestCultureProvider(http => Task.FromResult(Chosen(http, claim))),
            new AcceptLanguageHeaderRequestCultureProvider { Options = options },
        ];
        return options;
    }

    private static ProviderCultureResult? Chosen(HttpContext http, string claim) =>
        http.User.FindFirst(claim)?.Value is { } culture ? new ProviderCultureResult(new StringSegment(culture)) : null;
}
