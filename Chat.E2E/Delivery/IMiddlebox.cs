using Microsoft.AspNetCore.Http;

namespace Chat.E2E.Delivery;

/// <summary>A device on the way that meddles with what passes.</summary>
public interface IMiddlebox
{
    /// <param name="onward">Asks the program and carries its answer to the browser.</param>
    Task PassAsync(HttpContext browser, RequestDelegate onward);
}
