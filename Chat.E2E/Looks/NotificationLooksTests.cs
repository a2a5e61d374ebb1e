using Chat.Data;
using Chat.E2E.Presence;
using Chat.Tests;

namespace Chat.E2E.Looks;

/// <summary>How one wants to be notified, in every dress.</summary>
[Collection(Stages.Portraits)]
public sealed class NotificationLooksTests(Stage stage)
{
    [Theory]
    [MemberData(nameof(LooksTests.Dresses), MemberType = typeof(LooksTests))]
    public Task Axe_finds_nothing_where_one_chooses(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        var camera = new Camera(width, dark, language);
        var ann = await cast.EntersAsync("Ann Weber", camera.Device);
        await camera.Visits(ann, "/notifications", "notifications");
        await ann.PostsAsync("/notifications/words", ("Words", "deploy\n배포"));
        await ann.PostsAsync("/notifications/pause", ("For", "tomorrow"));
        await ann.PostsAsync("/notifications/quiet", ("From", "22:00"), ("Until", "07:30"));
        await HasADeviceAsync(cast.App, ann);
        await camera.Visits(ann, "/notifications", "notifications-chosen");
        var room = await ann.HasRoom($"Quiet {width} {camera.Theme} {language}");
        await camera.Visits(ann, $"/rooms/{room}/sidebar", "room-options");
        await camera.Visits(ann, $"/rooms/{room}/settings", "room-settings-options");
    });

    private static async Task HasADeviceAsync(ChatApp app, Person person)
    {
        var id = await app.IdOfAsync(person);
        await app.WriteAsync(scope =>
        {
            scope.Db.PushSubscriptions.Add(new PushSubscription
            {
                PersonId = id,
                SessionId = scope.Db.Sessions.Single(s => s.PersonId == id).Id,
                Endpoint = $"https://updates.push.services.mozilla.com/wpush/v2/{id}",
                Origin = "https://chat.example.org",
                P256dh = [],
                Auth = [],
                ServerKey = "",
                Language = "en",
                CreatedAt = scope.Now,
                LastPushAt = scope.Now,
                LastResult = "201",
            });
            scope.Db.SaveChanges();
        });
    }
}
