using Chat.Data;
using Chat.Messages;

namespace Chat.Polls;

/// <summary>Takes a poll to the log: a message as any other, which brings its options with it.</summary>
public sealed class Asking(Posting posting)
{
    public Task<Posted> AskAsync(long author, long room, PollText.Ok poll, bool isMultiple, Guid? clientId) =>
        posting.PostAsync(new NewMessage(room, author, poll.Body, clientId)
        {
            Attach = (scope, number) => Attach(scope, room, number, poll.Options, isMultiple),
        });

    private static string Attach(WriteScope scope, long room, long number, IReadOnlyList<string> options, bool isMultiple)
    {
        var row = new Poll { RoomId = room, Number = number, Options = PollOptions.Written(options), IsMultiple = isMultiple };
        scope.Db.Polls.Add(row);
        scope.Db.SaveChanges();
        return Ballot.Of(row, []).ToString();
    }
}
