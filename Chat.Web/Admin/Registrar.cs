using Chat.Accounts;
using Chat.Data;

namespace Chat.Admin;

/// <summary>What administrators do to accounts. Every deed is in the audit log.</summary>
public sealed class Registrar(Writer writer, Sessions sessions, ResetLinks links)
{
    /// <summary>UTF-16 code units of a reason.</summary>
    public const int MaxReason = 300;

    /// <summary>Closes the account: its sessions end at once, and nobody signs in to it. What the person wrote stays.</summary>
    public Task<RegistrarOutcome> DeactivateAsync(long administrator, long id, string? reason) =>
        sessions.EndAllAsync(id, scope => Deactivate(scope, administrator, id, reason), RegistrarOutcome.Done);

    private static RegistrarOutcome Deactivate(WriteScope scope, long administrator, long id, string? reason)
    {
        if (Find(scope, administrator, id) is not { } person)
            return RegistrarOutcome.NotFound;
        if (person.DeactivatedAt is not null)
            return RegistrarOutcome.AlreadySo;
        if (IsLastAdministrator(scope, person))
            return RegistrarOutcome.LastAdministrator;
        person.DeactivatedAt = scope.Now;
        person.Restamp();
        scope.Audit(administrator, Deeds.Deactivated, person: id, detail: reason);
        return RegistrarOutcome.Done;
    }

    /// <summary>Opens the account again, as it was.</summary>
    public Task<RegistrarOutcome> ReactivateAsync(long administrator, long id) => writer.Run(scope =>
    {
        if (Find(scope, administrator, id) is not { } person)
            return RegistrarOutcome.NotFound;
        if (person.DeactivatedAt is null)
            return RegistrarOutcome.AlreadySo;
        person.DeactivatedAt = null;
        person.Touch();
        scope.Audit(administrator, Deeds.Reactivated, person: id);
        return RegistrarOutcome.Done;
    });

    /// <summary>Makes the person an administrator.</summary>
    public Task<RegistrarOutcome> AppointAsync(long administrator, long id) => writer.Run(scope =>
    {
        if (FindActive(scope, administrator, id) is not { } person)
            return RegistrarOutcome.NotFound;
        if (person.IsAdministrator)
            return RegistrarOutcome.AlreadySo;
        person.IsAdministrator = true;
        person.Touch();
        scope.Audit(administrator, Deeds.AdministratorChanged, person: id, detail: "on");
        return RegistrarOutcome.Done;
    });

    /// <summary>Takes the right back. The last one who has it keeps it.</summary>
    public Task<RegistrarOutcome> DismissAsync(long administrator, long id) => writer.Run(scope =>
    {
        if (Find(scope, administrator, id) is not { } person)
            return RegistrarOutcome.NotFound;
        if (!person.IsAdministrator)
            return RegistrarOutcome.AlreadySo;
        if (IsLastAdministrator(scope, person))
            return RegistrarOutcome.LastAdministrator;
        person.IsAdministrator = false;
        person.Touch();
        scope.Audit(administrator, Deeds.AdministratorChanged, person: id, detail: "off");
        return RegistrarOutcome.Done;
    });

    /// <summary>Signs the person out on all devices, and ends the reset links there are.</summary>
    public Task<RegistrarOutcome> SignOutAsync(long administrator, long id) =>
        sessions.EndAllAsync(id, scope => SignOut(scope, administrator, id), RegistrarOutcome.Done);

    private static RegistrarOutcome SignOut(WriteScope scope, long administrator, long id)
    {
        if (Find(scope, administrator, id) is not { } person)
            return RegistrarOutcome.NotFound;
        person.Restamp();
        scope.Audit(administrator, Deeds.SignedOut, person: id);
        return RegistrarOutcome.Done;
    }

    /// <summary>The token of a new reset link; null if there is no such account, or it is closed.</summary>
    public async Task<string?> MakeResetLinkAsync(long administrator, long id)
    {
        var stamp = await writer.Run(scope =>
        {
            if (FindActive(scope, administrator, id) is not { } person)
                return null;
            scope.Audit(administrator, Deeds.PasswordReset, person: id);
            return person.SecurityStamp;
        });
        return stamp is null ? null : links.Seal(id, stamp);
    }

    private static Person? Find(WriteScope scope, long administrator, long id) =>
        scope.Administers(administrator) ? scope.Db.Users.SingleOrDefault(p => p.Id == id) : null;

    private static Person? FindActive(WriteScope scope, long administrator, long id) =>
        Find(scope, administrator, id) is { DeactivatedAt: null } person ? person : null;

    private static bool IsLastAdministrator(WriteScope scope, Person person) =>
        person is { IsAdministrator: true, DeactivatedAt: null } && !scope.Db.Users.Administrators().Any(other => other.Id != person.Id);
}

public enum RegistrarOutcome
{
    Done,

    /// <summary>There is no such account, or whoever asks administers nothing any more.</summary>
    NotFound,

    /// <summary>Somebody did it before, or the form was sent twice.</summary>
    AlreadySo,

    LastAdministrator,
}
