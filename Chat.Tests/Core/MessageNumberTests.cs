using Chat.Core;

namespace Chat.Tests.Core;

public sealed class MessageNumberTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, MessageNumber.MaxReplies)]
    [InlineData(2, 1)]
    [InlineData(1_801, 17)]
    [InlineData(MessageNumber.MaxThread - 1, MessageNumber.MaxReplies)]
    public void A_reply_knows_its_thread_and_its_place(long thread, int reply)
    {
        var number = MessageNumber.OfReply(thread, reply);

        Assert.True(MessageNumber.IsReply(number));
        Assert.Equal(thread, MessageNumber.ThreadOf(number));
        Assert.Equal(reply, MessageNumber.ReplyOf(number));
    }

    [Fact]
    public void Messages_of_the_room_are_no_replies()
    {
        Assert.False(MessageNumber.IsReply(MessageNumber.MaxThread));
        Assert.Null(MessageNumber.ThreadOf(1_801));
    }

    [Fact]
    public void Replies_of_a_thread_lie_together() =>
        Assert.True(MessageNumber.OfReply(1, MessageNumber.MaxReplies) < MessageNumber.OfReply(2, 1));

    [Fact]
    public void JavaScript_can_still_count_the_last_one() =>
        Assert.True(MessageNumber.OfReply(MessageNumber.MaxThread - 1, MessageNumber.MaxReplies) < 1L << 53);
}
