using System.Text.Json;
using Chat.Core;
using Chat.Data;

namespace Chat.Polls;

/// <summary>What came of reading the form of a poll.</summary>
public abstract record PollText
{
    /// <summary>UTF-16 code units. A question is read at a glance.</summary>
    public const int MaxLength = 500;

    /// <summary>UTF-16 code units of one option.</summary>
    public const int MaxOptionLength = 100;

    public const int MinOptions = 2;

    public const int MaxOptions = 10;

    private PollText()
    {
    }

    public sealed record Ok(string Body, IReadOnlyList<string> Options) : PollText;

    /// <summary>The question itself is no message.</summary>
    public sealed record BadBody(MessageText Why) : PollText;

    public sealed record BodyTooLong : PollText;

    public sealed record TooFewOptions : PollText;

    public sealed record TooManyOptions : PollText;

    public sealed record BadOption(TextOutcome Why) : PollText;

    /// <summary>Two options that nobody could tell apart.</summary>
    public sealed record SameOptions : PollText;

    /// <param name="options">As typed; those that are left empty do not count.</param>
    public static PollText Read(string? body, IEnumerable<string?> options)
    {
        var message = MessageText.Read(body);
        if (message is not MessageText.Ok { Text: var text })
            return new BadBody(message);
        if (text.Length > MaxLength)
            return new BodyTooLong();
        return Read(text, [.. options.Select(option => PlainText.Tidy(option).Replace('\n', ' ')).Where(option => option.Length > 0)]);
    }

    private static PollText Read(string body, List<string> options)
    {
        if (options.Count < MinOptions)
            return new TooFewOptions();
        if (options.Count > MaxOptions)
            return new TooManyOptions();
        var bad = options.Select(option => PlainText.Check(option, MaxOptionLength)).FirstOrDefault(check => check is not TextOutcome.Ok);
        if (bad is not TextOutcome.Ok)
            return new BadOption(bad);
        return options.DistinctBy(Names.Fold, StringComparer.Ordinal).Count() < options.Count ? new SameOptions() : new Ok(body, options);
    }
}

internal static class PollOptions
{
    public static IReadOnlyList<string> OptionTexts(this Poll poll) => JsonSerializer.Deserialize<List<string>>(poll.Options)!;

    public static string Written(IReadOnlyList<string> options) => JsonSerializer.Serialize(options);
}
