using Chat.Accounts;
using Chat.Data;

namespace Chat.Admin;

/// <summary>Who may sign up, and the invitations to the server.</summary>
public sealed class Doorkeeper(Writer writer)
{
    /// <summary>Invitations that may be good at once: as many as one can keep an eye on.</summary>
    public const int MaxLinks = 100;

    public Task<bool> DecideAsync(long administrator, SignUpRule rule) => writer.Run(scope =>
    {
        if (!scope.Administers(administrator))
            return false;
        if (Admission.Decide(scope, rule))
            scope.Audit(administrator, Deeds.SignUpChanged, detail: rule.Word());
        return true;
    });

    /// <param name="lifetime">Null for ever.</param>
    /// <param name="uses">Null for any number.</param>
    public Task<InvitationOutcome> InviteAsync(long administrator, TimeSpan? lifetime, int? uses) => writer.Run(scope =>
    {
        if (!scope.Administers(administrator))
            return InvitationOutcome.NotFound;
        if (scope.Db.InviteLinks.Live(scope.Now).Count(l => l.RoomId == null) >= MaxLinks)
            return InvitationOutcome.TooMany;
        scope.Db.InviteLinks.Add(InviteLink.Make(room: null, administrator, scope.Now, lifetime, uses));
        scope.Audit(administrator, Deeds.LinkMade);
        return InvitationOutcome.Done;
    });

    public Task<InvitationOutcome> RevokeAsync(long administrator, long id) => writer.Run(scope =>
    {
        var link = scope.Administers(administrator) ? scope.Db.InviteLinks.SingleOrDefault(l => l.Id == id && l.RoomId == null) : null;
        if (link is null)
            return InvitationOutcome.NotFound;
        if (link.RevokedAt is not null)
            return InvitationOutcome.Done;
        link.RevokedAt = scope.Now;
        scope.Audit(administrator, Deeds.LinkRevoked);
        return InvitationOutcome.Done;
    });
}

public enum InvitationOutcome
{
    Done,
    NotFound,
    TooMany,
}
