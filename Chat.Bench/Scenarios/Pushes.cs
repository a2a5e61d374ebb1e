using System.Diagnostics;
using System.Security.Cryptography;
using Chat.Bench.Servers;
using Chat.Data;
using Chat.Push;
using MsOptions = Microsoft.Extensions.Options.Options;

namespace Chat.Bench.Scenarios;

/// <summary>What a push costs the processor before it is sent: its text, its encryption and who signs it. No network.</summary>
internal static class Pushes
{
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(1);

    public static Task<int> RunAsync(Options options)
    {
        using var folder = new TemporaryFolder();
        using var keys = new ServerKeys(MsOptions.Create(new DataOptions { Data = folder.Path }));
        var make = new PushRequest(new Vapid(MsOptions.Create(new PushOptions()), TimeProvider.System), TimeProvider.System);
        var (key, device) = (keys.Find(keys.Public)!, NewDevice(keys.Public));
        var table = new Table("Text, characters", "pushes/s and core", "of it encryption alone/s", "keys and signatures/s");
        foreach (var length in options.Numbers("lengths", 40, 1_000))
        {
            var parcel = ParcelOf(length);
            var text = Wording.Write(parcel, device.Origin, Sealing.MaxPlaintext);
            table.Add(
                length,
                Rate(options, () => make.Make(device, key, parcel, Sealing.MaxPlaintext).Dispose()).Round(),
                Rate(options, () => Sealing.Seal(text, device.P256dh, device.Auth)).Round(),
                Rate(options, () => key.Sign(text)).Round());
        }

        table.Print();
        return Task.FromResult(0);
    }

    private static PushSubscription NewDevice(string serverKey)
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return new PushSubscription
        {
            PersonId = 1,
            SessionId = Guid.NewGuid(),
            Endpoint = "https://push.example/to/1",
            Origin = "https://chat.example.org",
            P256dh = P256.Point(key.ExportParameters(includePrivateParameters: false)),
            Auth = RandomNumberGenerator.GetBytes(Sealing.AuthLength),
            ServerKey = serverKey,
            Language = "en",
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
    }

    private static Parcel ParcelOf(int length) => new("room-42", TimeProvider.System.GetUtcNow() + Pushing.MaxTtl, Urgency.High)
    {
        Notification = new Notification("Ann", new string('a', length), "/rooms/42/1801", "en") { Room = 42, Number = 1801, Badge = 1 },
    };

    /// <summary>On one thread.</summary>
    private static double Rate(Options options, Action work)
    {
        Repeat(Warmup, work);
        return Repeat(options.Seconds("seconds", 3), work);
    }

    private static double Repeat(TimeSpan time, Action work)
    {
        var begun = Stopwatch.GetTimestamp();
        var count = 0;
        while (Stopwatch.GetElapsedTime(begun) < time)
        {
            work();
            count++;
        }

        return count / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }
}
