using Chat.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chat.App;

/// <summary>What the worker shows where there is no network and nothing was kept: nobody's, and in each language, because it is fetched beforehand.</summary>
[AllowAnonymous]
public sealed class OfflineModel : PageModel
{
    public IActionResult OnGet(string language) => Cultures.Known(language) is null ? NotFound() : Page();
}
