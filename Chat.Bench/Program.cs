using Chat.Bench;
using Chat.Bench.Rivals;
using Chat.Bench.Scenarios;

var options = new Options(args);
return args.FirstOrDefault() switch
{
    "sends" => await Sends.RunAsync(options),
    "fanout" => await Fanout.RunAsync(options),

    // Servers to compare with, started by the scenarios as processes of their own.
    "serve-ef" => await WriteServer.RunAsync(options, new EfPosting()),
    "serve-writer" => await WriteServer.RunAsync(options, new WriterPosting()),
    "serve-channels" => await ChannelServer.RunAsync(options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project Chat.Bench -- SCENARIO [--option value ..]

          sends     durable messages per second, beside SaveChanges per message    --senders 1,8,64 --seconds 4 --rounds 2
          fanout    events per second to one room's streams, beside a channel       --readers 1000 --start 50 --seconds 5 --rounds 2
                    and a flush per reader

          --server DIR   a published Chat.Web to measure, in place of the one built beside this program
        """);
    return 2;
}
