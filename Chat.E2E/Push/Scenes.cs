using System.Globalization;
using Chat.E2E.App;
using Chat.E2E.Presence;
using Chat.Tests;
using Microsoft.EntityFrameworkCore;

namespace Chat.E2E.Push;

/// <summary>What stories about notifications begin with.</summary>
internal static class Scenes
{
    /// <summary>Somebody who wants to be notified on the device that they sit at, and is not looking any more.</summary>
    public static async Task<Person> EntersToBeNotifiedAsync(this Cast cast, string name)
    {
        var person = await cast.EntersAsync(name, Worker.Desktop);
        await person.WantsToBeNotified();
        await person.LeavesIt(cast);
        return person;
    }

    public static async Task WantsToBeNotified(this Person person)
    {
        // Firefox gives up a navigation that another one overtakes.
        await person.Page.WaitForLoadStateAsync();
        await person.Opens("/notifications");
        await person.Presses("Notify me on this device");
        await Expect(person.Page.Locator("#push-device")).ToHaveAttributeAsync("data-state", "on");
    }

    /// <summary>
    /// To another site, so that no page of the program is open any more: on the way to about:blank Firefox loses the last
    /// word of the page before.
    /// </summary>
    public static Task LeavesIt(this Person person, Cast cast)
    {
        cast.Web.Has("/elsewhere", "<title>Elsewhere</title><link rel='icon' href='data:,'>");
        return person.Opens($"http://127.0.0.1:{Text(cast.Web.Port)}/elsewhere");
    }

    /// <summary>Somebody else, who writes from elsewhere, and the chat that she has with a person.</summary>
    public static async Task<(Visitor Ann, long Chat)> ChatsWithAsync(this ChatApp app, Person person)
    {
        var ann = await app.SignUpAsync("Ann");
        using var answer = await ann.PostAsync("/direct", ("Person", Text(await app.IdOfAsync(person))));
        return (ann, long.Parse(answer.Headers.Location!.OriginalString.Split('/')[^1], CultureInfo.InvariantCulture));
    }

    /// <summary>Where the one device of a person is pushed to.</summary>
    public static async Task<Uri> EndpointOfAsync(this ChatApp app, Person person)
    {
        var id = await app.IdOfAsync(person);
        return new Uri(await app.AskAsync(db => db.PushSubscriptions.Where(s => s.PersonId == id).Select(s => s.Endpoint).SingleAsync()));
    }

    /// <summary>The same person has read it on a device that they have with them.</summary>
    public static async Task HasReadElsewhereAsync(this ChatApp app, Person person, long room, long number)
    {
        using var phone = app.Visit();
        await phone.SignInAsync(person.UserName);
        using var answer = await phone.PostAsync($"/rooms/{room}/read", ("Number", Text(number)));
        Assert.True((int)answer.StatusCode < 400, answer.ReasonPhrase);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
