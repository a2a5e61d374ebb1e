using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Accounts;

/// <summary>Whom the server lets sign up. Asked of the database each time: a row by its key, and never out of date.</summary>
public sealed class Admission(ChatDb db, TimeProvider clock)
{
    private const string Key = "sign-up";

    /// <summary>The rule for whoever comes now. The very first person may always come.</summary>
    public async Task<SignUpRule> RuleAsync(CancellationToken cancellationToken)
    {
        var word = await db.Settings.Where(s => s.Key == Key).Select(s => s.Value).SingleOrDefaultAsync(cancellationToken);
        var rule = SignUpRules.Of(word);
        return rule is SignUpRule.Open || await db.Users.AnyAsync(cancellationToken) ? rule : SignUpRule.Open;
    }

    /// <summary>Whether somebody may still come in by the invitation.</summary>
    public Task<bool> KnowsAsync(string code, CancellationToken cancellationToken) =>
        db.InviteLinks.Live(clock.GetUtcNow()).AnyAsync(link => link.Code == code, cancellationToken);

    internal static SignUpRule RuleFor(WriteScope scope)
    {
        var rule = SignUpRules.Of(scope.Db.Settings.Where(s => s.Key == Key).Select(s => s.Value).SingleOrDefault());
        return rule is SignUpRule.Open || scope.Db.Users.Any() ? rule : SignUpRule.Open;
    }

    /// <summary>False if it was the rule already.</summary>
    internal static bool Decide(WriteScope scope, SignUpRule rule)
    {
        var setting = scope.Db.Settings.SingleOrDefault(s => s.Key == Key);
        if (SignUpRules.Of(setting?.Value) == rule)
            return false;
        if (setting is null)
            scope.Db.Settings.Add(setting = new Setting { Key = Key, Value = "" });
        setting.Value = rule.Word();
        scope.Db.SaveChanges();
        return true;
    }
}
