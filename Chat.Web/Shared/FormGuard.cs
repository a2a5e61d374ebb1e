using Microsoft.AspNetCore.Antiforgery;

namespace Chat.Shared;

/// <summary>
/// What changes something is a form with our own token, wherever it is posted to. Pages need not remember to check.
/// </summary>
public sealed partial class FormGuard(RequestDelegate next, IAntiforgery antiforgery, ILogger<FormGuard> logger)
{
    /// <summary>The longest message in percent-encoded Korean takes 900 kB.</summary>
    public const long MaxBody = 2 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext http)
    {
        if (IsSafe(http.Request.Method) || http.IsErrorPage() || await IsOursAsync(http))
            await next(http);
        else
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
    }

    /// <summary>RFC 9110, section 9.2.1: the methods that change nothing.</summary>
    public static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private async Task<bool> IsOursAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType && http.Request.ContentLength is not (null or 0))
            return false;
        try
        {
            if (http.Request.HasFormContentType)
                await http.Request.ReadFormAsync(http.RequestAborted);
            await antiforgery.ValidateRequestAsync(http);
            return true;
        }
        catch (Exception error) when (IsNoForm(error))
        {
            LogRefused(http.Request.Path, error.Message);
            return false;
        }
    }

    /// <summary>No token of ours, broken fields, a part that never ends, a character set nobody knows; too large is another matter.</summary>
    private static bool IsNoForm(Exception error) => error
        is AntiforgeryValidationException or InvalidDataException or NotSupportedException or (IOException and not BadHttpRequestException);

    [LoggerMessage(EventName = "FormRefused", Level = LogLevel.Information, Message = "Refused a form to {Path}: {Reason}")]
    private partial void LogRefused(string path, string reason);
}
