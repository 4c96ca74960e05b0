using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>
/// Tells of decisions that have no answer: each is counted, and of those alike one a minute is a line of the log, since whoever may call
/// may cause them as often as he likes.
/// </summary>
internal sealed class DecisionFailures(AgentMetrics metrics, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    // More kinds of failure than policies have rules that fail; beyond it all others share a line.
    private const int Kinds = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<(PolicyFailure Reason, string Message), (long ToldAt, long Count)> _told = [];

    public void Report(string action, PolicyUnavailableException failure)
    {
        metrics.DecisionFailed(failure.Failure.ToString().ToLowerInvariant());
        if (Count(failure) is var count and > 0)
        {
            Log.DecisionFailed(logger, action, failure.Failure, count, failure.Message);
        }
    }

    /// <summary>How many a line is to tell of now; 0 if none is due.</summary>
    private long Count(PolicyUnavailableException failure)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            var kind = (failure.Failure, failure.Message);
            if (!_told.ContainsKey(kind) && _told.Count >= Kinds)
            {
                kind = (failure.Failure, "");
            }

            if (_told.TryGetValue(kind, out var last) && time.GetElapsedTime(last.ToldAt, now) < Quiet)
            {
                _told[kind] = last with { Count = last.Count + 1 };
                return 0;
            }

            _told[kind] = (now, 0);
            return last.Count + 1;
        }
    }
}
