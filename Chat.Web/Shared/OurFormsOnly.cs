using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chat.Shared;

/// <summary>
/// What cannot be read as the number, id or tick it should be comes from no link and no form of ours;
/// nor does what is posted to a page that takes no posts.
/// </summary>
internal sealed class OurFormsOnly : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HttpContext.IsErrorPage())
            return;
        var reads = HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method);
        if (context.HandlerMethod is null && !reads)
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        else if (!context.ModelState.IsValid)
            context.Result = reads ? new NotFoundResult() : Refuse((PageModel)context.HandlerInstance);
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }

    private static IActionResult Refuse(PageModel page) =>
        page.Request.WantsJson() ? page.Invalid(StatusCodes.Status400BadRequest) : page.BadRequest();
}
