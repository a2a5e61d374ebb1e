namespace Chat.Accounts;

/// <summary>Who may make an account.</summary>
public enum SignUpRule
{
    Open,

    /// <summary>Whoever has an invitation: of the server, or into a room.</summary>
    Invited,

    Closed,
}

public static class SignUpRules
{
    /// <summary>As it is kept in the settings and in the audit log: the words are stored, so they stay.</summary>
    public static string Word(this SignUpRule rule) => rule switch
    {
        SignUpRule.Invited => "invited",
        SignUpRule.Closed => "closed",
        _ => "open",
    };

    public static SignUpRule Of(string? word) => word switch
    {
        "invited" => SignUpRule.Invited,
        "closed" => SignUpRule.Closed,
        _ => SignUpRule.Open,
    };
}
