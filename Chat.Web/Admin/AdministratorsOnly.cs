using Chat.Accounts;
using Chat.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace Chat.Admin;

/// <summary>
/// For everybody else there is nothing here. Asked of the database with each request, so that the right ends when it is
/// taken.
/// </summary>
internal sealed class AdministratorsOnly(ChatDb db, Me me) : IAsyncAuthorizationFilter
{
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        if (!await db.Users.Administrators().AnyAsync(p => p.Id == me.Id, context.HttpContext.RequestAborted))
            context.Result = new NotFoundResult();
    }
}

internal static class Rights
{
    public static IQueryable<Person> Administrators(this IQueryable<Person> people) =>
        people.Where(p => p.IsAdministrator && p.DeactivatedAt == null);

    /// <summary>Asked once more inside of the transaction that does the deed.</summary>
    public static bool Administers(this WriteScope scope, long person) => scope.Db.Users.Administrators().Any(p => p.Id == person);
}
