using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Chat.Data;

namespace Chat.Push;

/// <summary>A push as its service takes it: RFC 8030, section 5.</summary>
internal sealed class PushRequest(Vapid vapid, TimeProvider clock)
{
    /// <summary>Of a topic, which has 32 characters of base64url at most.</summary>
    private const int TopicBytes = 24;

    /// <param name="max">Octets of the text before it is encrypted.</param>
    public HttpRequestMessage Make(PushSubscription device, ServerKey key, Parcel parcel, int max)
    {
        var endpoint = new Uri(device.Endpoint);
        var content = new ByteArrayContent(Sealing.Seal(Wording.Write(parcel, device.Origin, max), device.P256dh, device.Auth));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Headers.ContentEncoding.Add("aes128gcm");
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = content };
        request.Headers.Add("TTL", Seconds(parcel.Expires - clock.GetUtcNow()));
        request.Headers.Add("Urgency", Name(parcel.Urgency));
        request.Headers.Add("Topic", Topic(device, parcel.Tag));
        request.Headers.TryAddWithoutValidation("Authorization", vapid.Authorization(Endpoints.ServiceOf(endpoint), key));
        return request;
    }

    private static string Seconds(TimeSpan time) => ((long)Math.Max(0, time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static string Name(Urgency urgency) => urgency switch
    {
        Urgency.VeryLow => "very-low",
        Urgency.Low => "low",
        Urgency.High => "high",
        _ => "normal",
    };

    /// <summary>A service keeps the latest of a topic for a device that is away. It learns neither the room nor whose devices hear of the same one.</summary>
    private static string Topic(PushSubscription device, string tag) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(device.Auth, Encoding.UTF8.GetBytes(tag)).AsSpan(0, TopicBytes));
}
