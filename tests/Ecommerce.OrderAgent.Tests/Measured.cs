using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Ecommerce.OrderAgent.Tests;

/// <summary>What this process measures by some instruments from now on.</summary>
internal sealed class Measured : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, (long Last, long Sum)> _values = [];

    public Measured(params string[] instruments)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instruments.Contains(instrument.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _values.AddOrUpdate(
            NameOf(instrument.Name, tags.Length == 0 ? "" : (string)tags[0].Value!), (value, value),
            (_, known) => (value, known.Sum + value)));
        _listener.Start();
    }

    /// <summary>What was measured last; null before the first time.</summary>
    public long? Last(string instrument, string tag) => _values.TryGetValue(NameOf(instrument, tag), out var known) ? known.Last : null;

    /// <summary>What was measured in all.</summary>
    public long Sum(string instrument, string tag = "") => _values.GetValueOrDefault(NameOf(instrument, tag)).Sum;

    public void Dispose() => _listener.Dispose();

    private static string NameOf(string instrument, string tag) => $"{instrument} {tag}";
}
