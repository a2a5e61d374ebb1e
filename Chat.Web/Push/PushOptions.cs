using System.ComponentModel.DataAnnotations;

namespace Chat.Push;

/// <summary>Section <c>Chat:Push</c>.</summary>
public sealed class PushOptions : IValidatableObject
{
    private const string AnyBelow = "*.";

    /// <summary>Where a push service's people reach the server's: a <c>mailto:</c> or <c>https:</c> address (RFC 8292, section 2.1). Apple takes nothing without.</summary>
    public string Contact { get; set; } = "mailto:chat@example.org";

    /// <summary>The hosts of push services that devices may name, divided by commas; "*.push.apple.com" stands for all below it. Empty: any.</summary>
    public string Services { get; set; } = "";

    private string[] Hosts => Services.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public bool Allows(string host) => Hosts is not { Length: > 0 } hosts || hosts.Any(each => Matches(each, host));

    private static bool Matches(string pattern, string host) => pattern.StartsWith(AnyBelow, StringComparison.Ordinal)
        ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsContact(Contact))
            yield return new ValidationResult($"Chat:Push:Contact must be an address such as mailto:admin@chat.example.org or https://chat.example.org, not \"{Contact}\".");
        foreach (var host in Hosts.Where(host => !IsHost(host)))
            yield return new ValidationResult($"Chat:Push:Services names hosts such as fcm.googleapis.com or *.push.apple.com, not \"{host}\".");
    }

    private static bool IsContact(string contact) => Uri.TryCreate(contact, UriKind.Absolute, out var url) && !contact.Any(char.IsWhiteSpace)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeMailto && url.UserInfo.Length > 0 && url.Host.Length > 0));

    private static bool IsHost(string host) =>
        Uri.CheckHostName(host.StartsWith(AnyBelow, StringComparison.Ordinal) ? host[AnyBelow.Length..] : host) is not UriHostNameType.Unknown;
}
