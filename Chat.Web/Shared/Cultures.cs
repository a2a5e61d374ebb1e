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
            // A page that there is in each language has it in its address.
            new CustomRequestCultureProvider(http => Task.FromResult(Result(Known(http.GetRouteValue("language") as string)))),
            new CustomRequestCultureProvider(http => Task.FromResult(Chosen(http, claim))),
            new AcceptLanguageHeaderRequestCultureProvider { Options = options },
        ];
        return options;
    }

    private static ProviderCultureResult? Chosen(HttpContext http, string claim) => Result(http.User.FindFirst(claim)?.Value);

    private static ProviderCultureResult? Result(string? culture) => culture is null ? null : new(new StringSegment(culture));
}
