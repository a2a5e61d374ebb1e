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
    /// <summary>With three digits that count.</summary>
    public static string Round(this double value) => value.ToString(
        Math.Abs(value) switch { < 1 => "0.000", < 10 => "0.00", < 100 => "0.0", _ => "#,##0" }, CultureInfo.InvariantCulture);

    /// <summary>The middle one, or the mean of the two in the middle; NaN of none.</summary>
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>From the least to the most.</summary>
    public static string Range(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? "–" : $"{sorted[0].Round()}–{sorted[^1].Round()}";
    }
}
