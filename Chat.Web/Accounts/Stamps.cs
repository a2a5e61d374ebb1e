using Chat.Data;

namespace Chat.Accounts;

/// <summary>Whoever changes an account outside of ASP.NET Identity moves its stamps on, as Identity does.</summary>
internal static class Stamps
{
    /// <summary>
    /// A save that read the account before now fails: it writes all columns, and would bring back what was changed.
    /// </summary>
    public static void Touch(this Person person) => person.ConcurrencyStamp = New();

    /// <summary>What the former stamp vouched for comes too late: reset links, and a sign-in that is under way.</summary>
    public static void Restamp(this Person person)
    {
        person.SecurityStamp = New();
        person.Touch();
    }

    private static string New() => Guid.NewGuid().ToString();
}
