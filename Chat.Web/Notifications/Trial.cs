using System.Globalization;
using Chat.Data;
using Chat.Push;

namespace Chat.Notifications;

/// <summary>A notification on trial, for whoever wonders whether they come.</summary>
public sealed class Trial(Writer writer, Pushing pushing, Wording wording)
{
    /// <summary>Whoever looks for it looks now.</summary>
    private static readonly TimeSpan Ttl = TimeSpan.FromMinutes(5);

    /// <returns>False if the person has no such device.</returns>
    public Task<bool> SendAsync(long person, long device, string? language)
    {
        var notification = wording.OfOwn(
            language ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            text => (text["It works"], text["Notifications of Chat will look like this on this device."]), "/notifications", withoutText: false);
        return writer.Run(scope =>
        {
            if (!scope.Db.PushSubscriptions.Any(s => s.Id == device && s.PersonId == person))
                return false;
            pushing.Ask(scope, device, Tags.OfTest, notification, Urgency.High, Ttl);
            return true;
        });
    }
}
