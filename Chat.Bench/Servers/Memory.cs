using System.Globalization;

namespace Chat.Bench.Servers;

/// <summary>A process's memory in MiB, as /proc has it. What the kernel keeps for its sockets is not in it.</summary>
/// <param name="Resident">All its pages in memory, also those that it shares, such as the runtime's files.</param>
/// <param name="Proportional">A page that n processes share counts as one n-th.</param>
/// <param name="Private">Pages that nobody else has.</param>
internal sealed record Memory(double Resident, double Proportional, double Private)
{
    /// <summary>Of all its processes; pages that they share count as resident in each.</summary>
    public static Memory Of(Child server) => server.Ids.Select(Of).Aggregate((a, b) => a + b);

    private static Memory Of(int id)
    {
        var kilobytes = File.ReadLines($"/proc/{id}/smaps_rollup").Skip(1)
            .Select(line => line.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(words => words[0], words => double.Parse(words[1], CultureInfo.InvariantCulture));
        return new Memory(
            kilobytes["Rss"] / 1024, kilobytes["Pss"] / 1024, (kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]) / 1024);
    }

    public static Memory operator +(Memory a, Memory b) =>
        new(a.Resident + b.Resident, a.Proportional + b.Proportional, a.Private + b.Private);

    public static Memory operator -(Memory a, Memory b) =>
        new(a.Resident - b.Resident, a.Proportional - b.Proportional, a.Private - b.Private);
}
