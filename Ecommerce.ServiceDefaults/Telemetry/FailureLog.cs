using System.Diagnostics;

namespace Ecommerce.ServiceDefaults.Telemetry;

/// <summary>The calls of the last hour that failed, by capability and code, in memory. Thread-safe.</summary>
/// <param name="time">The clock.</param>
internal sealed class FailureLog(TimeProvider time)
{
    // More kinds than an agent has; further ones are not told apart.
    private const int MostKinds = 500;
    private const int Minutes = 60;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Capability, string Code), Kind> _kinds = [];

    /// <summary>Counts a failure of now, in the current trace.</summary>
    /// <param name="capability">What was called.</param>
    /// <param name="code">The problem's code.</param>
    public void Add(string capability, string code)
    {
        var (now, trace) = (time.GetUtcNow(), Activity.Current?.TraceId.ToHexString() ?? "");
        lock (_gate)
        {
            var key = _kinds.Count < MostKinds || _kinds.ContainsKey((capability, code)) ? (capability, code) : ("other", "other");
            if (!_kinds.TryGetValue(key, out var kind))
            {
                _kinds.Add(key, kind = new());
            }

            kind.Add(now, trace);
        }
    }

    /// <summary>What failed within the last hour, to the minute; the most frequent first.</summary>
    public IReadOnlyList<CountedFailure> Read()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            return
            [
                .. from kind in _kinds
                   let count = kind.Value.CountAt(now)
                   where count > 0
                   orderby count descending, kind.Key.Capability, kind.Key.Code
                   select new CountedFailure(kind.Key.Capability, kind.Key.Code, count, kind.Value.LastAt, kind.Value.LastTrace),
            ];
        }
    }

    // A count for each minute of the hour; a place is the count of that minute which was last written there.
    private sealed class Kind
    {
        private readonly (long Minute, long Count)[] _counts = new (long, long)[Minutes];

        public DateTimeOffset LastAt { get; private set; }

        public string LastTrace { get; private set; } = "";

        public void Add(DateTimeOffset now, string trace)
        {
            (LastAt, LastTrace) = (now, trace);
            var minute = MinuteOf(now);
            ref var place = ref _counts[minute % Minutes];
            place = (minute, place.Minute == minute ? place.Count + 1 : 1);
        }

        public long CountAt(DateTimeOffset now)
        {
            var minute = MinuteOf(now);
            return _counts.Where(place => place.Minute > minute - Minutes).Sum(place => place.Count);
        }

        private static long MinuteOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / 60;
    }
}

/// <summary>How often a capability ended with a code within the last hour.</summary>
/// <param name="Capability">The capability.</param>
/// <param name="Code">The problem's code.</param>
/// <param name="Count">How often.</param>
/// <param name="LastAt">When last.</param>
/// <param name="LastTrace">In which trace; empty if in none.</param>
internal sealed record CountedFailure(string Capability, string Code, long Count, DateTimeOffset LastAt, string LastTrace);
