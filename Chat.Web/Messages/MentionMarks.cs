using Chat.Data;

namespace Chat.Messages;

/// <summary>Which calls of their name a person has read.</summary>
public static class MentionMarks
{
    /// <summary>Whoever has read some messages has read the calls in them.</summary>
    /// <param name="first">The number of the first message; those of a thread are a range of their own.</param>
    /// <returns>How many were unread.</returns>
    public static int ReadMentions(this WriteScope scope, long person, long room, long first, long last) =>
        scope.Command("""
            UPDATE "Mentions" SET "IsRead" = TRUE
            WHERE "PersonId" = @person AND "RoomId" = @room AND NOT "IsRead" AND "Number" >= @first AND "Number" <= @last
            """)
            .With("@person", person).With("@room", room).With("@first", first).With("@last", last).Execute();
}
