using System.Globalization;

namespace Chat.Bench;

/// <summary>A small Markdown table on the console.</summary>
internal sealed class Table(params string[] heads)
{
    private readonly List<string[]> rows = [heads, [.. heads.Select(_ => "---")]];

    public void Add(params object[] cells) => rows.Add([.. cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture)!)]);

    public void Print()
    {
        Console.WriteLine();
        foreach (var row in rows)
            Console.WriteLine($"| {string.Join(" | ", row)} |");
        Console.WriteLine();
    }
}

internal static class Figures
{
    public static string Round(this double value) =>
        value.ToString(value < 10 ? "0.0" : "#,##0", CultureInfo.InvariantCulture);
}
