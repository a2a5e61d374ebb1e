using Chat.Bench;
using Chat.Bench.Rivals;
using Chat.Bench.Scenarios;

#if DEBUG
Console.Error.WriteLine("This is a debug build, whose figures mean nothing: run it with -c Release.");
return 2;
#else
var options = new Options(args);
return args.FirstOrDefault() switch
{
    "sends" => await Sends.RunAsync(options),
    "fanout" => await Fanout.RunAsync(options),
    "polls" => await Polls.RunAsync(options),
    "latency" => await Latency.RunAsync(options),
    "slow" => await Slow.RunAsync(options),
    "pages" => await Pages.RunAsync(options),
    "history" => await LongHistory.RunAsync(options),
    "memory" => await IdleMemory.RunAsync(options),
    "startup" => await StartUp.RunAsync(options),

    // A server to compare with, started by the scenarios as a process of its own.
    "serve" => await RivalServer.RunAsync(options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project Chat.Bench -- SCENARIO [--option value ..]

          sends     durable messages per second, beside SaveChanges per message
                    --senders 1,8,64 --seconds 5 --rounds 3 --warmup 15
          fanout    events per second to one room's streams, beside a channel and a flush per reader,
                    with texts and with frames made once; then processor time per event at common rates
                    --readers 1000 --start 100 --rates 80 --limit 250 --seconds 5 --rounds 3 --warmup 10
          history   a page of history among many messages, by the product's query and by its server
                    --messages 1000000 --rooms 500 --queries 5000 --connections 4 --mine 20 --seconds 5 --rounds 3 --warmup 10
          memory    the server's memory after its first page, and with streams that only stay open (at most 28000)
                    --streams 10000 --settle 30
          startup   from the start of the process to its first page, of the build and with --publish of both
                    --rounds 5

          --publish      publishes Chat.Web into a temporary folder first and measures that
          --server DIR   measures a Chat.Web published before
                         (neither: the one built beside this program, in the Development environment)
        """);
    return 2;
}
#endif
