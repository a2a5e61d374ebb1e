using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chat.Push;

/// <summary>
/// Writes what a device reads: Declarative Web Push (https://www.w3.org/TR/push-api/#declarative-push-message), which
/// Safari shows by itself and the service worker reads everywhere else.
/// </summary>
internal static class Wording
{
    /// <summary>After a service has found a message too large: what the smallest of them take.</summary>
    public const int Third = Sealing.MaxPlaintext / 3;

    private const int WebPush = 8030;
    private const string Cut = "…";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="origin">Where the device found Chat: addresses are made whole with it.</param>
    /// <param name="max">Octets. The text is cut until it fits, and the title if that is not enough.</param>
    public static byte[] Write(Parcel parcel, string origin, int max) =>
        parcel.Notification is { } notification ? Fit(parcel.Tag, notification, origin, max) : WriteWithdrawal(parcel);

    private static byte[] Fit(string tag, Notification notification, string origin, int max)
    {
        byte[] With(string title, string body) => WriteNotification(tag, notification with { Title = title, Body = body }, origin);

        return Longest(notification.Body, body => With(notification.Title, body), max)
            ?? Longest(notification.Title, title => With(title, ""), max)
            ?? throw new InvalidOperationException("A notification without words does not fit into a push.");
    }

    /// <summary>With as much of the text as fits; null if nothing does.</summary>
    private static byte[]? Longest(string text, Func<string, byte[]> write, int max)
    {
        text = text[..Math.Min(text.Length, max)];
        if (write(text) is var whole && whole.Length <= max)
            return whole;
        var borders = StringInfo.ParseCombiningCharacters(text);
        byte[]? best = null;
        for (var (low, high) = (0, borders.Length); low < high;)
        {
            var middle = (low + high) / 2;
            if (write(text[..borders[middle]].TrimEnd() + Cut) is var written && written.Length <= max)
                (best, low) = (written, middle + 1);
            else
                high = middle;
        }

        return best;
    }

    private static byte[] WriteNotification(string tag, Notification notification, string origin) => WriteObject(json =>
    {
        json.WriteNumber("web_push", WebPush);
        json.WriteStartObject("notification");
        json.WriteString("title", notification.Title);
        json.WriteString("body", notification.Body);
        json.WriteString("navigate", origin + notification.Path);
        json.WriteString("tag", tag);
        json.WriteString("lang", notification.Lang);
        json.WriteString("dir", "auto");
        json.WriteBoolean("renotify", notification.Renotify);
        json.WriteBoolean("silent", notification.Silent);
        WriteBadge(json, notification.Badge);
        if (notification.Room != 0)
            WriteData(json, notification);
        json.WriteEndObject();
        // Where the standard has it; within the notification is where Safari had it first.
        WriteBadge(json, notification.Badge);
    });

    private static void WriteData(Utf8JsonWriter json, Notification notification)
    {
        json.WriteStartObject("data");
        json.WriteNumber("room", notification.Room);
        json.WriteNumber("thread", notification.Thread);
        json.WriteNumber("number", notification.Number);
        if (notification.Avatar is { } avatar)
        {
            json.WriteString("initials", avatar.Initials);
            json.WriteNumber("hue", avatar.Hue);
        }

        json.WriteEndObject();
    }

    private static byte[] WriteWithdrawal(Parcel parcel) => WriteObject(json =>
    {
        json.WriteStartArray("withdraw");
        json.WriteStringValue(parcel.Tag);
        json.WriteEndArray();
        WriteBadge(json, parcel.Badge);
    });

    private static void WriteBadge(Utf8JsonWriter json, int? badge)
    {
        if (badge is { } number)
            json.WriteNumber("app_badge", number);
    }

    private static byte[] WriteObject(Action<Utf8JsonWriter> fill)
    {
        var buffer = new ArrayBufferWriter<byte>(Sealing.MaxPlaintext);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            fill(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
