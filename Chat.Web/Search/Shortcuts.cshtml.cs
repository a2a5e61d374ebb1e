using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Search;

/// <summary>What the keyboard does, as a page and as the sheet that "?" shows.</summary>
public sealed class ShortcutsModel(IStringLocalizer<Text> text) : PageModel
{
    public IReadOnlyList<ShortcutGroup> Groups =>
    [
        new(text["Everywhere"],
        [
            new(["Ctrl+K"], text["Jump to a room or person"]),
            new(["Ctrl+Shift+F"], text["Search messages"]),
            new(["?"], text["show this sheet"]),
            new(["Esc"], text["close what is open"]),
        ]),
        new(text["Writing a message"],
        [
            new(["Enter"], text["send it"]),
            new(["Shift+Enter"], text["begin a new line"]),
            new(["↑"], text["in an empty box: edit your last message"]),
            new(["Esc"], text["leave editing"]),
        ]),
        new(text["In lists that open"],
        [
            new(["↑", "↓"], text["choose"]),
            new(["Enter"], text["open what is chosen"]),
        ]),
    ];

    public IActionResult OnGet() => Request.WantsFragment() ? Partial("/Search/_Shortcuts.cshtml", this) : Page();
}

public sealed record ShortcutGroup(string Name, IReadOnlyList<Shortcut> Shortcuts);

/// <param name="Keys">Each of them does it.</param>
public sealed record Shortcut(IReadOnlyList<string> Keys, string Does);
