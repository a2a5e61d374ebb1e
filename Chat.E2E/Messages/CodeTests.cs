namespace Chat.E2E.Messages;

/// <summary>Code in messages, in the colours of its language.</summary>
[Collection(Stages.Circle)]
public sealed class CodeTests(Stage stage)
{
    [Fact]
    public Task Code_is_coloured_where_its_language_is_known_and_copied_as_it_was_written() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("Programming");
        await ann.HasSaid(
            room,
            $"```js\nconst long = `{string.Concat(Enumerable.Repeat("0123456789", 2_001))}`;\n```",
            "```klingon\nnuqneH\n```",
            "```\nvar plain = true;\n```",
            "```c#\npublic string Name => \"<b>Ann</b>\";\n```");
        await ann.Enters(room);

        await Expect(Block(ann, 4).Locator(".hljs-keyword").First).ToHaveTextAsync("public");
        await Expect(Block(ann, 4).Locator(".hljs-string")).ToHaveTextAsync("\"<b>Ann</b>\"");
        await Expect(Block(ann, 4)).ToHaveTextAsync("public string Name => \"<b>Ann</b>\";");
        await ann.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await ann.Page.Locator("#m4 .code").HoverAsync();
        await ann.Page.Locator("#m4 .copy").ClickAsync();
        Assert.Equal("public string Name => \"<b>Ann</b>\";\n", await ann.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));

        await ann.Says("```python\ndef live(): pass\n```");
        await Expect(Block(ann, 5).Locator(".hljs-keyword").First).ToHaveTextAsync("def");
        await ann.Page.Locator("#m1 .unfold").ClickAsync();
        for (var plain = 1; plain <= 3; plain++)
            await Expect(Block(ann, plain).Locator("span")).ToHaveCountAsync(0);
    });

    private static ILocator Block(Person person, int message) => person.Page.Locator($"#m{message} pre code");
}
