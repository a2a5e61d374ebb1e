using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests;

/// <summary>Reads the instruments of one program, from the moment it begins to listen.</summary>
internal sealed class Meters : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly Lock gate = new();
    private readonly List<(string Name, string Unit)> instruments = [];
    private readonly List<(string Name, string Tag, double Value)> told = [];

    public Meters(ChatApp app)
    {
        var factory = app.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != "Chat" || instrument.Meter.Scope != factory)
                return;
            lock (gate)
                instruments.Add((instrument.Name, instrument.Unit!));
            listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var tag = tags.Length == 0 ? "" : $"{tags[0].Value}";
        lock (gate)
            told.Add((instrument.Name, tag, value));
    }

    /// <summary>All instruments that have been made so far.</summary>
    public IReadOnlyList<(string Name, string Unit)> Instruments
    {
        get
        {
            lock (gate)
                return [.. instruments];
        }
    }

    /// <summary>All that an instrument has told, oldest first.</summary>
    /// <param name="tag">Only under this value of its tag.</param>
    public IReadOnlyList<double> Values(string name, string? tag = null)
    {
        lock (gate)
            return [.. told.Where(each => each.Name == name && (tag is null || each.Tag == tag)).Select(each => each.Value)];
    }

    /// <summary>How far a counter has moved.</summary>
    public double Sum(string name, string? tag = null) => Values(name, tag).Sum();

    /// <summary>The counters that have moved and how far, by name and tag.</summary>
    public IReadOnlyList<string> Moved(string prefix)
    {
        lock (gate)
            return [.. told.Where(each => each.Name.StartsWith(prefix, StringComparison.Ordinal))
                .GroupBy(each => $"{each.Name} {each.Tag}".TrimEnd(), each => each.Value)
                .Select(each => $"{each.Key}: {each.Sum()}")
                .Order(StringComparer.Ordinal)];
    }

    /// <summary>What an instrument says when it is asked now.</summary>
    public double Ask(string name, string tag = "")
    {
        listener.RecordObservableInstruments();
        return Values(name, tag)[^1];
    }

    public void Dispose() => listener.Dispose();
}
