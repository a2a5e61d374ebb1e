using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Chat.Tests.Messages;

public sealed class RenderingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static readonly string[] SafeSchemes = ["http://", "https://", "mailto:", "/", "#"];

    private readonly ChatApp app = shared.App;

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("</div></article><script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<a href=\"javascript:alert(1)\" onclick=\"alert(1)\">x</a>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](java&#x0A;script:alert(1))")]
    [InlineData("[x](  javascript:alert(1))")]
    [InlineData("[x](data:text/html,<script>alert(1)</script>)")]
    [InlineData("[x](vbscript:msgbox)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("[x](https://a.example \"onmouseover=alert(1)\")")]
    [InlineData("[x](https://a.example/\"onmouseover=\"alert(1))")]
    [InlineData("```\"onclick=alert(1)\nx\n```")]
    [InlineData("<style>*{display:none}</style>")]
    [InlineData("<form action=https://evil.example><button>Sign in</button></form>")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;")]
    public async Task Nothing_that_is_typed_becomes_a_script_or_a_form(string typed)
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"Attack {Guid.NewGuid()}");

        await ann.SayAsync(room, typed);

        var page = await ann.PageAsync($"/rooms/{room}");
        AssertHarmless(page.GetElementById("messages")!);
        Assert.Single(page.QuerySelectorAll("#messages article"));
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(IsHandler));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onfocus='alert(1)")]
    public async Task No_name_becomes_a_script(string name)
    {
        using var ann = app.Visit();
        await ann.SignUpAsync($"n{Guid.NewGuid():N}"[..20], name);
        var room = await ann.CreateRoomAsync($"{name} {Guid.NewGuid()}");
        await ann.SayAsync(room, "hello");

        foreach (var address in new[] { $"/rooms/{room}", "/rooms", $"/rooms/{room}/members", $"/rooms/{room}/settings", "/account" })
        {
            var page = await ann.PageAsync(address);
            Assert.Empty(page.QuerySelectorAll("body script:not(#text), img"));
            Assert.DoesNotContain(page.All, element => element.Attributes.Any(IsHandler));
            Assert.Contains(name, page.QuerySelector(".me .name")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Words_are_shown_as_they_were_typed()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Typed");

        await ann.SayAsync(room, "**bold** and `code`\nsecond line <b>not bold</b> https://example.com/a?b=1&c=2");

        var body = (await ann.PageAsync($"/rooms/{room}")).QuerySelector(".message .body")!;
        Assert.Equal("bold", body.QuerySelector("strong")!.TextContent);
        Assert.Equal("code", body.QuerySelector("code")!.TextContent);
        Assert.NotNull(body.QuerySelector("br"));
        Assert.Contains("<b>not bold</b>", body.TextContent, StringComparison.Ordinal);
        var link = (IHtmlAnchorElement)body.QuerySelector("a")!;
        Assert.Equal("https://example.com/a?b=1&c=2", link.Href);
        Assert.Equal("_blank", link.Target);
        Assert.Equal("noopener noreferrer", link.Relation);
    }

    [Fact]
    public async Task A_long_message_is_folded()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Folded");

        await ann.SayAsync(room, new string('x', 2_000));
        await ann.SayAsync(room, new string('x', 2_001));
        await ann.SayAsync(room, string.Join('\n', Enumerable.Range(1, 31)));
        await ann.SayAsync(room, string.Join('\n', Enumerable.Range(1, 30)));

        var page = await ann.PageAsync($"/rooms/{room}");
        Assert.Equal(["m2", "m3"], page.QuerySelectorAll(".message:has(.body.long)").Select(message => message.Id!));
    }

    [Fact]
    public async Task The_longest_message_arrives_whole()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("The longest");
        var book = string.Concat(Enumerable.Repeat("가나다라마바사아자.", 10_000));

        await ann.SayAsync(room, book);

        Assert.Equal([(1, book)], await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Theory]
    [InlineData('>')]
    [InlineData('[')]
    [InlineData('*')]
    [InlineData('`')]
    [InlineData('_')]
    [InlineData('|')]
    public async Task A_bomb_is_a_message_like_any_other(char fuse)
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"Bomb {(int)fuse}");

        await ann.SayAsync(room, new string(fuse, 10_000) + "x");

        Assert.Single(await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task One_s_own_messages_are_told_apart_by_the_author_alone()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Same bytes");
        await bob.JoinAsync(room);
        await ann.SayAsync(room, "hello");

        var (annSees, bobSees) = (await ann.PageAsync($"/rooms/{room}"), await bob.PageAsync($"/rooms/{room}"));

        Assert.Equal(annSees.GetElementById("m1")!.OuterHtml, bobSees.GetElementById("m1")!.OuterHtml);
        Assert.Equal($"{ann.Id}", annSees.GetElementById("m1")!.GetAttribute("data-author"));
        Assert.Contains($"[data-author=\"{bob.Id}\"]", bobSees.QuerySelector("head style")!.TextContent, StringComparison.Ordinal);
    }

    private static void AssertHarmless(IElement messages)
    {
        Assert.Empty(messages.QuerySelectorAll("script, style, iframe, object, embed, svg, img, form, input, button, link, meta, base"));
        Assert.All(
            messages.QuerySelectorAll("[href], [src], [action]"),
            element => Assert.Contains(SafeSchemes, scheme => element.GetAttribute("href")!.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsHandler(IAttr attribute) => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase);
}
