namespace Chat.E2E.Looks;

/// <summary>The pages of owners and moderators, and what the others see of their decisions.</summary>
[Collection(Stages.Portraits)]
public sealed class KeepingLooksTests(Stage stage)
{
    [Theory]
    [MemberData(nameof(LooksTests.Dresses), MemberType = typeof(LooksTests))]
    public Task Axe_finds_nothing_where_order_is_kept(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        var camera = new Camera(width, dark, language);
        var ann = await cast.EntersAsync("Ann Weber", camera.Device);
        var bob = await cast.EntersAsync("Bob Okafor", camera.Device);
        var cid = await cast.EntersAsync("최서연", camera.Device);
        var visitor = await cast.ArrivesAsync("Visitor", camera.Device);
        var name = $"Guild {width} {camera.Theme} {language}";
        var room = await ann.HasRoom(name);
        foreach (var person in new[] { bob, cid })
        {
            await person.HasJoined(name);
            await person.Opens("/rooms");
        }

        var (his, hers) = (await bob.IdAsync(), await cid.IdAsync());
        await ann.PostsAsync($"/rooms/{room}/members/{his}/role", ("Role", "Moderator"));
        await ann.PostsAsync($"/rooms/{room}/members/{hers}/silence", ("Minutes", "60"));
        await ann.PostsAsync($"/rooms/{room}/invite", ("Hours", "24"), ("Uses", "10"));

        await camera.Visits(ann, $"/rooms/{room}/members", "members-kept");
        await camera.Visits(ann, $"/rooms/{room}/members?find=zzz", "members-none");
        await camera.Visits(ann, $"/rooms/{room}/members/{hers}", "member");
        await camera.Visits(ann, $"/rooms/{room}/bans", "bans-none");
        await camera.Visits(ann, $"/rooms/{room}/invite", "links");
        await camera.Visits(ann, await LinkOf(ann), "link");
        await camera.Visits(visitor, new Uri(await ann.Page.Locator(".links .address code").First.InnerTextAsync()).AbsolutePath, "invitation");
        await camera.Visits(cid, $"/rooms/{room}", "room-silenced");
        await ann.PostsAsync($"/rooms/{room}/members/{hers}/ban");
        await camera.Visits(ann, $"/rooms/{room}/bans", "bans");
        await ann.PostsAsync($"/rooms/{room}/settings/writers", ("IsReadOnly", "true"));
        await ann.PostsAsync($"/rooms/{room}/members/{his}/role", ("Role", "Member"));
        await camera.Visits(bob, $"/rooms/{room}", "room-read-only");
        await ann.PostsAsync($"/rooms/{room}/settings/archive");
        await camera.Visits(bob, $"/rooms/{room}", "room-archived");
        await camera.Visits(ann, $"/rooms/{room}/settings", "settings-archived");
        await camera.Visits(ann, $"/rooms/{room}/audit", "audit");
    });

    private static async Task<string> LinkOf(Person ann) => (await ann.Page.Locator(".links a.button").First.GetAttributeAsync("href"))!;
}
