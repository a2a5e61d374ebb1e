using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Shared;

/// <summary>What this server calls itself.</summary>
public sealed class Brand(IOptions<BrandOptions> options)
{
    public string Name => options.Value.Name;
}

/// <summary>Section <c>Chat</c>.</summary>
public sealed class BrandOptions
{
    /// <summary>Phones cut what is longer than a dozen letters below an icon; titles take more.</summary>
    [Required, MaxLength(40)]
    public string Name { get; set; } = "Chat";
}
