using System.Collections.Frozen;

namespace Chat.Core;

/// <summary>What a message that begins with a slash asks for.</summary>
public enum CommandKind
{
    /// <summary>Nothing: it is text.</summary>
    None,

    /// <summary>"//shrug" is the text "/shrug".</summary>
    Literal,

    /// <summary>Tells what its author does.</summary>
    Act,

    /// <summary>A shrug after the text.</summary>
    Shrug,

    /// <summary>Opens the page where a poll is made.</summary>
    Poll,

    /// <summary>A word that is no command.</summary>
    Unknown,
}

/// <summary>The beginning of a message, as far as it is a command. What is sent is kept as it was typed.</summary>
/// <param name="Name">As typed, without the slash.</param>
/// <param name="Rest">What follows.</param>
public readonly record struct SlashCommand(CommandKind Kind, string Name, string Rest)
{
    /// <summary>All commands in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<(string Name, CommandKind Kind)> All =
        [("me", CommandKind.Act), ("shrug", CommandKind.Shrug), ("poll", CommandKind.Poll)];

    private static readonly FrozenDictionary<string, CommandKind> Kinds =
        All.ToFrozenDictionary(command => command.Name, command => command.Kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>A path ("/etc/hosts"), a comment ("/* …") and a lone slash are text.</summary>
    public static SlashCommand Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        if (text is not ['/', ..])
            return default;
        if (NameIn(text.AsSpan(1)) is { Length: > 0 } name)
            return new(Kinds.GetValueOrDefault(name.ToString(), CommandKind.Unknown), name.ToString(), text[(1 + name.Length)..].TrimStart());
        return text[1..] is ['/', .. var behind] && NameIn(behind) is { Length: > 0 }
            ? new(CommandKind.Literal, "", text[1..])
            : default;
    }

    /// <summary>The word that the text begins with; none where it goes on with something else than white space.</summary>
    private static ReadOnlySpan<char> NameIn(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsLetter(text[length]) || (length > 0 && IsWithinName(text[length]))))
            length++;
        return length == text.Length || char.IsWhiteSpace(text[length]) ? text[..length] : [];
    }

    private static bool IsWithinName(char c) => char.IsLetterOrDigit(c) || c is '-' or '_';
}
