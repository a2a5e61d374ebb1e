using System.Globalization;

namespace Chat.Bench;

/// <summary>The command line after the scenario's name: <c>--name value</c>.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> values = [];

    public Options(string[] args)
    {
        for (var i = 1; i + 1 < args.Length; i += 2)
            values[args[i].TrimStart('-')] = args[i + 1];
    }

    public string? Text(string name) => values.GetValueOrDefault(name);

    public int Number(string name, int otherwise) => Text(name) is { } text ? Parse(text) : otherwise;

    public int[] Numbers(string name, params int[] otherwise) =>
        Text(name) is { } text ? [.. text.Split(',').Select(Parse)] : otherwise;

    private static int Parse(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
