using Chat.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chat.Accounts;

public sealed class SignOutModel(Sessions sessions, Me me) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await sessions.EndAsync(me.Session);
        await HttpContext.SignOutAsync(Sessions.Scheme);
        return LocalRedirect("/signin");
    }
}
