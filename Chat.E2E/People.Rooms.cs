using System.Globalization;

namespace Chat.E2E;

public sealed partial class Person
{
    /// <summary>The room that is open.</summary>
    public long Room => long.Parse(new Uri(Page.Url).Segments[2].Trim('/'), CultureInfo.InvariantCulture);

    public async Task<long> CreatesRoom(string room, string password = "", bool listed = false)
    {
        await Opens("/rooms");
        var form = Page.Locator("#create");
        await form.GetByLabel("Name", new() { Exact = true }).FillAsync(room);
        await form.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await form.GetByLabel("Show it in the list of rooms").SetCheckedAsync(listed);
        await Presses("Create room");
        await IsIn(room);
        return Room;
    }

    public async Task<long> Joins(string room, string password)
    {
        await Opens("/rooms");
        await Follows("Join by name");
        await Fills("Name", room);
        await Fills("Password", password);
        await Presses("Join");
        await IsIn(room);
        return Room;
    }

    public Task IsIn(string room) => Expect(Page.Locator("#room-name")).ToHaveTextAsync(room);

    /// <summary>Created before the story begins: the room's id.</summary>
    public async Task<long> HasRoom(string room, string password = "sesame")
    {
        var answer = await PostsAsync("/rooms", ("Name", room), ("Password", password), ("Listed", "false"));
        return long.Parse(answer.Url.Split('/')[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>Joined before the story begins.</summary>
    public async Task HasJoined(string room, string password = "sesame")
    {
        var answer = await PostsAsync("/rooms/join", ("Name", room), ("Password", password));
        Assert.True(answer.Ok, answer.StatusText);
    }

    /// <summary>Opens a room and waits until news would arrive.</summary>
    public async Task Enters(long room, string where = "")
    {
        await Opens($"/rooms/{room}{where}");
        if (device.Script)
            await Listens();
    }

    /// <summary>Loads the page anew and waits until news would arrive.</summary>
    public async Task Reloads()
    {
        await Page.ReloadAsync();
        await Listens();
    }

    public ILocator InSidebar(string room) => Page.Locator("#sidebar .room-link", new() { HasText = room });

    public Task SeesUnread(string room, int count) =>
        count == 0
            ? Expect(InSidebar(room).Locator(".unread")).ToBeHiddenAsync()
            : Expect(InSidebar(room).Locator(".unread .count")).ToHaveTextAsync(count.ToString(CultureInfo.InvariantCulture));
}
