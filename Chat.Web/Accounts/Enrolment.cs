using Chat.Data;
using Microsoft.AspNetCore.Identity;

namespace Chat.Accounts;

/// <summary>Makes accounts, for those whom the server lets in.</summary>
public sealed class Enrolment(UserManager<Person> people, Writer writer)
{
    /// <summary>
    /// Creates the account and counts the invitation's use in one transaction: however many come at once, no more get in
    /// than it has uses. The first person administers the server.
    /// </summary>
    /// <param name="code">The invitation that the person came by, if any.</param>
    public async Task<Enrolled> EnrolAsync(string userName, string displayName, string password, string? code)
    {
        var person = new Person { UserName = userName, DisplayName = displayName };
        if (await RefusalsAsync(person, password) is { Count: > 0 } refusals)
            return new Enrolled(EnrolmentOutcome.Refused, person, refusals);

        person.NormalizedUserName = people.NormalizeName(userName);
        person.PasswordHash = people.PasswordHasher.HashPassword(person, password);
        person.Restamp();
        var outcome = await writer.Run(scope => Enter(scope, person, code));
        return outcome is EnrolmentOutcome.NameTaken
            ? new Enrolled(EnrolmentOutcome.Refused, person, [people.ErrorDescriber.DuplicateUserName(userName)])
            : new Enrolled(outcome, person, []);
    }

    private async Task<List<IdentityError>> RefusalsAsync(Person person, string password)
    {
        var refusals = await people.RefusalsAsync(person, password);
        foreach (var validator in people.UserValidators)
            refusals.AddRange((await validator.ValidateAsync(people, person)).Errors);
        return refusals;
    }

    private static EnrolmentOutcome Enter(WriteScope scope, Person person, string? code)
    {
        var link = code is null ? null : scope.Db.InviteLinks.Live(scope.Now).SingleOrDefault(l => l.Code == code);
        switch (Admission.RuleFor(scope))
        {
            case SignUpRule.Closed:
                return EnrolmentOutcome.Closed;
            case SignUpRule.Invited when link is null:
                return EnrolmentOutcome.NotInvited;
        }

        // Somebody else may have asked for the name at the same moment.
        if (scope.Db.Users.Any(other => other.NormalizedUserName == person.NormalizedUserName))
            return EnrolmentOutcome.NameTaken;
        person.CreatedAt = scope.Now;
        person.IsAdministrator = !scope.Db.Users.Any(other => other.IsAdministrator);
        scope.Db.Users.Add(person);
        scope.Db.SaveChanges();
        if (link is not null)
            Use(scope, link, person);
        return EnrolmentOutcome.Done;
    }

    /// <summary>Into a room the newcomer is invited: Rooms let them in.</summary>
    private static void Use(WriteScope scope, InviteLink link, Person person)
    {
        link.Uses++;
        if (link.RoomId is { } room)
            scope.Db.Invitations.Add(new Invitation { RoomId = room, PersonId = person.Id, InvitedById = link.CreatedById, CreatedAt = scope.Now });
        scope.Db.SaveChanges();
    }
}

/// <param name="Person">The new account, once it is <see cref="EnrolmentOutcome.Done"/>.</param>
public sealed record Enrolled(EnrolmentOutcome Outcome, Person Person, IReadOnlyList<IdentityError> Refusals);

public enum EnrolmentOutcome
{
    Done,

    /// <summary>A name or password that cannot be taken.</summary>
    Refused,

    NameTaken,

    /// <summary>It takes an invitation, and there was none that is still good.</summary>
    NotInvited,

    Closed,
}
