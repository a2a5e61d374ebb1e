using System.Diagnostics;
using System.Reflection;
using Chat.Bench.Rivals;
using Chat.Bench.Scenarios;

namespace Chat.Bench;

/// <summary>The table of contents. Named otherwise than the product's own program, which scenarios may start within this one.</summary>
internal static class Contents
{
    private static async Task<int> Main(string[] args)
    {
        if (IsDebugBuild)
        {
            Console.Error.WriteLine("This is a debug build, whose figures mean nothing: run it with -c Release.");
            return 2;
        }

        var options = new Options(args);
        return args.FirstOrDefault() switch
        {
            "sends" => await Sends.RunAsync(options),
            "fanout" => await Fanout.RunAsync(options),
            "polls" => await Scenarios.Polls.RunAsync(options),
            "latency" => await Latency.RunAsync(options),
            "slow" => await Slow.RunAsync(options),
            "presence" => await Flapping.RunAsync(options),
            "notify" => await Notify.RunAsync(options),
            "pages" => await Pages.RunAsync(options),
            "herd" => await Herd.RunAsync(options),
            "history" => await LongHistory.RunAsync(options),
            "search" => await Finding.RunAsync(options),
            "push" => await Pushes.RunAsync(options),
            "sidebar" => await LongSidebar.RunAsync(options),
            "memory" => await IdleMemory.RunAsync(options),
            "startup" => await StartUp.RunAsync(options),

            // A server to compare with, started by the scenarios as a process of its own.
            "serve" => await RivalServer.RunAsync(options),
            _ => Usage(),
        };
    }

    private static bool IsDebugBuild => typeof(Contents).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true;

    private static int Usage()
    {
        Console.Error.WriteLine("""
            dotnet run -c Release --project Chat.Bench -- SCENARIO [--option value ..]

              sends    durable messages per second, beside SaveChanges per message
              fanout   events per second to one room's streams or to many rooms', beside rivals
              polls    the same for long polls
              latency  from when a message should have been sent until its readers have it, in many small rooms, beside rivals
              slow     readers that read, alone and beside some that never do, beside rivals
              presence everybody comes and goes without end: what reports cost, what goes out, and what is written
              notify   what an acknowledgement takes while a message goes out to thousands of devices, beside the same without
              herd     the server stops and starts again while people write, and everybody comes back
              history  a page of history among many messages, by the product's query and by its server
              search   words among many messages, the size of their index, and what it costs a send
              push     texts, encryptions and signatures of pushes per second and core
              sidebar  the list of somebody in 500 rooms, by the product's queries
              pages    whole pages of rooms per second
              memory   the server's memory after its first page, and with streams that only stay open
              startup  from the start of the process to its first page, of the build and with --publish of both

              --publish      publishes Chat.Web into a temporary folder first and measures that
              --server DIR   measures a Chat.Web published before
                             (neither: the one built beside this program, in the Development environment)

            docs/performance.md says what each measures and has its options.
            """);
        return 2;
    }
}
