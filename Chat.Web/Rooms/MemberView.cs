using Chat.Core;
using Chat.Data;
using Chat.Shared;

namespace Chat.Rooms;

/// <summary>A member as the list of members shows them.</summary>
/// <param name="Members">How many people are in the room after the change.</param>
public sealed record MemberView(long Person, string DisplayName, string UserName, Role Role, int Members)
{
    public bool HasLeft { get; private init; }

    public static MemberView Left(long person, int members) => new(person, "", "", Role.Member, members) { HasLeft = true };

    /// <summary>The same for every reader; the style sheet writes the role in the reader's language.</summary>
    public Fragment Html => HasLeft
        ? Fragment.Empty
        : Fragment.Of($"""
            <li id="person-{Person}"><span class="avatar" data-hue="{Names.Hue(Person)}" aria-hidden="true">{Names.Initials(DisplayName)}</span><span class="name" dir="auto">{DisplayName}</span> <span class="handle">@{UserName}</span>{RoleHtml}</li>
            """);

    private Fragment RoleHtml => Role is Role.Administrator ? Fragment.Trusted(" <span class=\"role administrator\"></span>") : Fragment.Empty;
}
