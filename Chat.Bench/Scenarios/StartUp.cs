using Chat.Bench.Servers;

namespace Chat.Bench.Scenarios;

/// <summary>From the start of the process to its first page, on a new database and on one that is there already.</summary>
internal static class StartUp
{
    public static async Task<int> RunAsync(Options options)
    {
        var products = new List<Product> { Product.Built() };
        if (options.Has("publish") || options.Has("server"))
            products.Add(await Product.OfAsync(options));
        try
        {
            await CompareAsync(products, options.Number("rounds", 5));
            return 0;
        }
        finally
        {
            products.ForEach(product => product.Dispose());
        }
    }

    private static async Task CompareAsync(List<Product> products, int rounds)
    {
        using var existing = new TemporaryFolder();
        var starts = new List<Start>();
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var product in products)
            {
                using var fresh = new TemporaryFolder();
                Start[] turn = [await StartAsync(product, "new", fresh), await StartAsync(product, "existing", existing)];
                if (round > 0) // the first start of each brings its files into memory, and makes the database
                    starts.AddRange(turn);
            }
        }

        var table = new Table("Program", "Database", "first page after ms", "of starts", "processor time ms", "other CPUs");
        foreach (var same in starts.GroupBy(start => (start.Program, start.Database)))
            table.Add(
                same.Key.Program, same.Key.Database, same.Select(start => start.Took).Median().Round(), same.Select(start => start.Took).Range(),
                same.Select(start => start.Cpu).Median().Round(), same.Select(start => start.Others).Median().Round());
        table.Print();
    }

    private static async Task<Start> StartAsync(Product product, string database, TemporaryFolder folder)
    {
        var meter = new Meter();
        await using var chat = await ChatServer.StartAsync(product, folder.Path);
        meter.Join(chat.Process);
        var start = new Start(
            product.Name, database, chat.Process.StartUp.TotalMilliseconds, meter.Of(chat.Process).TotalMilliseconds, meter.Others);
        await Console.Error.WriteLineAsync($"{start.Program}, {start.Database} database: {start.Took:0} ms, other CPUs {start.Others:0.00}");
        return start;
    }

    /// <param name="Took">Milliseconds, as <paramref name="Cpu"/>.</param>
    private sealed record Start(string Program, string Database, double Took, double Cpu, double Others);
}
