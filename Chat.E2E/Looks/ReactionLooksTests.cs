using System.Globalization;

namespace Chat.E2E.Looks;

/// <summary>What people answer without a message: reactions and votes; and code in its colours.</summary>
[Collection(Stages.Portraits)]
public sealed class ReactionLooksTests(Stage stage)
{
    [Theory]
    [MemberData(nameof(LooksTests.Dresses), MemberType = typeof(LooksTests))]
    public Task Axe_finds_nothing_below_messages(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        var camera = new Camera(width, dark, language);
        var ann = await cast.EntersAsync("Ann Weber", camera.Device);
        var bob = await cast.EntersAsync("박지훈", camera.Device);
        var name = $"Answers {width} {camera.Theme} {language}";
        var room = await ann.HasRoom(name);
        await bob.HasJoined(name);
        await bob.HasSaid(room, "```csharp\n// Says hello\npublic static string Greet(string name, int times = 3) => $\"Hello {name}\";\n```", "We are moving on Friday!");
        await ann.HasSaid(room, "```js\nconst total = items.map(item => item.price * 1.19).filter(Boolean); // with tax\n```");
        foreach (var (person, emoji) in new[] { (ann, "🎉"), (bob, "🎉"), (bob, "🚚"), (ann, "❤️") })
            await React(person, room, 2, emoji);
        await React(bob, room, 3, "👀");
        await AskAsync(bob, room, "Who brings the cake?", "false", "Ann", "지훈", "Whoever comes last, and then it has to be a very good one");
        await AskAsync(ann, room, "어느 요일이 좋아요?", "true", "월요일", "금요일");
        await VoteAsync(ann, room, 4, 1);
        await VoteAsync(bob, room, 4, 1);
        await VoteAsync(bob, room, 5, 0);
        await ann.PostsAsync($"/rooms/{room}/5/poll/close");

        await ann.Enters(room);
        await Expect(ann.Page.Locator("#m2 .chip[aria-pressed=true]")).ToHaveCountAsync(2);
        await camera.Takes(ann, "room-polls");
        await ann.Page.Locator("#m1").ScrollIntoViewIfNeededAsync();
        await Expect(ann.Page.Locator("#m1 .hljs-keyword").First).ToBeVisibleAsync();
        await camera.Takes(ann, "room-reactions");
        await ann.Page.Locator("#m2 .chip.add").ClickAsync();
        await Expect(ann.Page.Locator("emoji-picker .emoji-menu button").First).ToBeVisibleAsync();
        await camera.Takes(ann, "picker");
        await ann.Page.Keyboard.PressAsync("Escape");
        await ann.Page.Locator(".plus summary").ClickAsync();
        await camera.Takes(ann, "composer-menu");
        await ann.Page.Locator("a[data-poll]").ClickAsync();
        await Expect(ann.Page.Locator("dialog form.new-poll")).ToBeVisibleAsync();
        await camera.Takes(ann, "poll-dialog");

        await camera.Visits(ann, $"/rooms/{room}/2/reactions", "reactions");
        await camera.Visits(ann, $"/rooms/{room}/4/poll", "poll");
        await camera.Visits(ann, $"/rooms/{room}/poll", "poll-new");
        await ann.SubmitsWith(("Question", "Only one?"));
        await camera.Takes(ann, "poll-refused");
    });

    private static async Task React(Person person, long room, long number, string emoji) =>
        await person.PostsAsync($"/rooms/{room}/{number}/reactions", ("Emoji", emoji));

    /// <summary>A form that has several fields of one name.</summary>
    private static async Task AskAsync(Person person, long room, string question, string several, params string[] options)
    {
        await person.Opens($"/rooms/{room}/poll?question={Uri.EscapeDataString(question)}");
        foreach (var (option, place) in options.Select((option, place) => (option, place)))
            await person.Page.Locator("[name=Option]").Nth(place).FillAsync(option);
        await person.Page.Locator("#IsMultiple").SetCheckedAsync(several == "true");
        await person.Page.Locator("main form button.primary").ClickAsync();
        await Expect(person.Page.Locator(".poll").Last).ToBeVisibleAsync();
    }

    private static async Task VoteAsync(Person person, long room, long number, int option) =>
        await person.PostsAsync($"/rooms/{room}/{number}/poll/vote", ("Option", option.ToString(CultureInfo.InvariantCulture)));
}
