using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>Counts failed decisions and logs each kind once a minute.</summary>
internal sealed class DecisionFailures(AgentMetrics metrics, TimeProvider time, ILogger logger)
{
    // Any caller can repeat them at will.
    private static readonly TimeSpan LogInterval = TimeSpan.FromMinutes(1);

    // More kinds than policies have rules that fail; further ones share a line.
    private const int Kinds = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<(PolicyFailure Reason, string Message), (long LoggedAt, long Count)> _logged = [];

    public void Report(string action, PolicyUnavailableException exception)
    {
        metrics.DecisionFailed(exception.Failure.ToString().ToLowerInvariant());
        if (Count(exception) is var count and > 0)
        {
            Log.DecisionFailed(logger, action, exception.Failure, count, exception.Message);
        }
    }

    /// <summary>How many failures to log now; 0 if no line is due.</summary>
    private long Count(PolicyUnavailableException exception)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            var kind = (exception.Failure, exception.Message);
            if (!_logged.ContainsKey(kind) && _logged.Count >= Kinds)
            {
                kind = (exception.Failure, "");
            }

            if (_logged.TryGetValue(kind, out var last) && time.GetElapsedTime(last.LoggedAt, now) < LogInterval)
            {
                _logged[kind] = last with { Count = last.Count + 1 };
                return 0;
            }

            _logged[kind] = (now, 0);
            return last.Count + 1;
        }
    }
}
