using System.Globalization;

namespace Chat.Bench;

/// <summary>The command line after the scenario's name: <c>--name value</c>, or <c>--name</c> alone.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> values = [];

    public Options(string[] args)
    {
        for (var i = 1; i < args.Length; i++)
        {
            var name = args[i].TrimStart('-');
            values[name] = i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : "";
        }
    }

    public bool Has(string name) => values.ContainsKey(name);

    public string? Text(string name) => values.GetValueOrDefault(name);

    public int Number(string name, int otherwise) => Text(name) is { } text ? Parse(text) : otherwise;

    public TimeSpan Seconds(string name, int otherwise) => TimeSpan.FromSeconds(Number(name, otherwise));

    public int[] Numbers(string name, params int[] otherwise) =>
        Text(name) is { } text ? [.. text.Split(',').Select(Parse)] : otherwise;

    private static int Parse(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
