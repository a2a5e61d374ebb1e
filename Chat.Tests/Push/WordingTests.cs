using System.Globalization;
using System.Text;
using System.Text.Json;
using Chat.Push;

namespace Chat.Tests.Push;

public sealed class WordingTests
{
    private static readonly Notification Hello = new("Ann", "안녕 \"Bob\"", "/rooms/42/1801", "ko")
    {
        Avatar = new("가", 7),
        Renotify = true,
        Badge = 3,
        Room = 42,
        Number = 1801,
    };

    [Fact]
    public void A_notification_is_what_Safari_shows_by_itself()
    {
        Assert.Equal(
            """{"web_push":8030,"notification":{"title":"Ann","body":"안녕 \"Bob\"","navigate":"https://chat.example.org/rooms/42/1801","tag":"room-42","lang":"ko","dir":"auto","renotify":true,"silent":false,"app_badge":3,"data":{"room":42,"thread":0,"number":1801,"initials":"가","hue":7}},"app_badge":3}""",
            Write(Hello));
    }

    [Fact]
    public void A_withdrawal_names_what_is_withdrawn()
    {
        var parcel = new Parcel("room-42", DateTimeOffset.MaxValue, Urgency.Low) { Badge = 2 };

        Assert.Equal("""{"withdraw":["room-42"],"app_badge":2}""", Encoding.UTF8.GetString(Wording.Write(parcel, "https://chat.example.org", Sealing.MaxPlaintext)));
    }

    [Theory]
    [InlineData("a", Sealing.MaxPlaintext)]
    [InlineData("가", Sealing.MaxPlaintext)]
    [InlineData("각", Wording.Third)]
    [InlineData("👩‍👩‍👧", Sealing.MaxPlaintext)]
    [InlineData("👩‍👩‍👧", Wording.Third)]
    [InlineData("\"", Sealing.MaxPlaintext)]
    [InlineData("\u0001", Wording.Third)]
    public void A_long_text_is_cut_between_what_people_take_for_letters(string letter, int max)
    {
        var written = Write(Hello with { Body = string.Concat(Enumerable.Repeat(letter, 5_000)) }, max);

        Assert.InRange(Encoding.UTF8.GetByteCount(written), max - 50, max);
        var body = JsonDocument.Parse(written).RootElement.GetProperty("notification").GetProperty("body").GetString()!;
        Assert.EndsWith("…", body, StringComparison.Ordinal);
        var letters = StringInfo.GetTextElementEnumerator(body[..^1]);
        while (letters.MoveNext())
            Assert.Equal(letter, letters.GetTextElement());
    }

    [Fact]
    public void A_title_that_leaves_no_room_is_cut_too()
    {
        var written = Write(Hello with { Title = new string('가', 3_000), Body = "" });

        Assert.InRange(Encoding.UTF8.GetByteCount(written), Sealing.MaxPlaintext - 40, Sealing.MaxPlaintext);
    }

    [Fact]
    public void Half_a_letter_does_no_harm()
    {
        var written = JsonDocument.Parse(Write(Hello with { Body = "\uD83D" })).RootElement;

        Assert.Equal("\uFFFD", written.GetProperty("notification").GetProperty("body").GetString());
    }

    private static string Write(Notification notification, int max = Sealing.MaxPlaintext) => Encoding.UTF8.GetString(
        Wording.Write(new Parcel("room-42", DateTimeOffset.MaxValue, Urgency.High) { Notification = notification }, "https://chat.example.org", max));
}
