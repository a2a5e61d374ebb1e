namespace Chat.E2E.Presence;

/// <summary>Who is writing.</summary>
[Collection(Stages.Company)]
public sealed class TypingTests(Stage stage)
{
    // The page's own time.
    private const int JustOverFiveSeconds = 5_100;

    [Fact]
    public Task One_sees_who_types_until_they_stop_or_send() => PlayAsync("Typewriter", async (ann, bob, cid) =>
    {
        await bob.Composer.PressSequentiallyAsync("hel");
        await Sees(ann, "Bob is typing…");
        await cid.Composer.PressSequentiallyAsync("I");
        await bob.Composer.PressSequentiallyAsync("lo");
        await Sees(ann, "Bob and Cid are typing…");
        await Sees(bob, "Cid is typing…");

        await bob.Composer.PressSequentiallyAsync("!");
        await cid.Composer.ClearAsync();
        await Sees(ann, "Bob is typing…");
        await bob.Says("hello");
        await ann.Sees("hello");
        await SeesNobody(ann);
    });

    [Fact]
    public Task Who_falls_silent_is_not_seen_any_more() => PlayAsync("Second thoughts", async (ann, bob, _) =>
    {
        await bob.Composer.PressSequentiallyAsync("hmm");
        await Sees(ann, "Bob is typing…");

        await ann.Page.Clock.RunForAsync(JustOverFiveSeconds);

        await SeesNobody(ann);
    });

    private static ILocator Line(Person person) => person.Page.Locator("#typing");

    private static Task Sees(Person person, string text) => Expect(Line(person)).ToHaveTextAsync(text);

    private static Task SeesNobody(Person person) => Expect(Line(person)).ToBeHiddenAsync();

    private Task PlayAsync(string room, Func<Person, Person, Person, Task> story) => stage.PlayAsync(
        async cast =>
        {
            var ann = await cast.EntersAsync("Ann");
            var bob = await cast.EntersAsync("Bob");
            var cid = await cast.EntersAsync("Cid");
            await ann.Page.Clock.InstallAsync();
            await ann.Enters(await ann.HasRoom(room));
            foreach (var other in new[] { bob, cid })
            {
                await other.HasJoined(room);
                await other.Enters(ann.Room);
            }

            await story(ann, bob, cid);
        },
        room);
}
