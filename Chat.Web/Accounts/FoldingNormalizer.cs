using Chat.Core;
using Microsoft.AspNetCore.Identity;

namespace Chat.Accounts;

/// <summary>User names are compared as all names are: without regard to case and width.</summary>
public sealed class FoldingNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : Names.Fold(name);

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
