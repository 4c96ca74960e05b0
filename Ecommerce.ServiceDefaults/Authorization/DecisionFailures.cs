using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>
/// Reports decisions that have no answer. Each is counted; of the same kind one a minute is logged, since any caller can repeat them at
/// will.
/// </summary>
internal sealed class DecisionFailures(AgentMetrics metrics, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    // More kinds than policies have rules that fail; further ones share a line.
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

    /// <summary>How many failures to log now; 0 if no line is due.</summary>
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
