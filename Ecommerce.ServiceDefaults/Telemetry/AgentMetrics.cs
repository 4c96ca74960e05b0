using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Configuration;
using Spiffe;

namespace Ecommerce.ServiceDefaults.Telemetry;

/// <summary>The instruments of every agent; durations in seconds.</summary>
internal sealed class AgentMetrics(AgentInfo agent)
{
    // .NET's own buckets are milliseconds. Calls take from less than one to the longest deadline, decisions microseconds.
    private static readonly InstrumentAdvice<double> OfCalls =
        new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] };

    private static readonly InstrumentAdvice<double> OfDecisions =
        new() { HistogramBucketBoundaries = [0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.01, 0.1, 1] };

    private readonly KeyValuePair<string, object?> _self = new("agent_name", agent.Name);

    private readonly Counter<long> _requests = AgentTelemetry.Meter.CreateCounter<long>("agentweave_requests_total");
    private readonly Counter<long> _errors = AgentTelemetry.Meter.CreateCounter<long>("agentweave_errors_total");
    private readonly Histogram<double> _requestDuration =
        AgentTelemetry.Meter.CreateHistogram("agentweave_request_duration_seconds", "s", advice: OfCalls);

    private long _totalRequests;
    private long _totalErrors;

    private readonly Counter<long> _decisions = AgentTelemetry.Meter.CreateCounter<long>("agentweave_auth_decisions_total");
    private readonly Histogram<double> _decisionDuration =
        AgentTelemetry.Meter.CreateHistogram("agentweave_auth_check_duration_seconds", "s", advice: OfDecisions);

    private readonly Counter<long> _decisionFailures = AgentTelemetry.Meter.CreateCounter<long>("agentweave_auth_failures_total");

    private readonly UpDownCounter<long> _connections =
        AgentTelemetry.Meter.CreateUpDownCounter<long>("agentweave_active_connections");

    private readonly Counter<long> _retries = AgentTelemetry.Meter.CreateCounter<long>("agentweave_retries_total");

    /// <summary>Audit records that were dropped.</summary>
    public Counter<long> AuditDropped { get; } = AgentTelemetry.Meter.CreateCounter<long>("agentweave_audit_dropped_total");

    /// <summary>Calls served since the start.</summary>
    public long TotalRequests => Volatile.Read(ref _totalRequests);

    /// <summary>Calls served since the start that failed with 5xx.</summary>
    public long TotalErrors => Volatile.Read(ref _totalErrors);

    /// <summary>Counts a call that was served.</summary>
    /// <param name="capability">What was called.</param>
    /// <param name="status"><c>ok</c>, or the problem's code.</param>
    /// <param name="duration">How long it took.</param>
    public void Handled(string capability, string status, TimeSpan duration)
    {
        Interlocked.Increment(ref _totalRequests);
        if (status != "ok")
        {
            _errors.Add(1, _self, new("error_type", status), new("capability", capability));
            Interlocked.Add(ref _totalErrors, ErrorCodes.HttpStatus(status) >= 500 ? 1 : 0);
        }

        TagList tags = [_self, new("capability", capability), new("status", status)];
        _requests.Add(1, tags);
        _requestDuration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>Counts a decision.</summary>
    public void Decided(string peer, string capability, bool allow, TimeSpan duration)
    {
        TagList tags = [_self, new("peer_id", peer), new("capability", capability), new("decision", allow ? "allow" : "deny")];
        _decisions.Add(1, tags);
        _decisionDuration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>Counts a decision that could not be made; the call was refused.</summary>
    public void DecisionFailed(string reason) =>
        _decisionFailures.Add(1, _self, new("reason", reason));

    /// <summary>Reports whether the policies in effect are older than those in their folder: 1 if they are.</summary>
    public void Policies(Func<bool> stale) => AgentTelemetry.Meter.CreateObservableGauge(
        "agentweave_policies_stale", () => new Measurement<int>(stale() ? 1 : 0, _self));

    /// <summary>Counts a peer's connection that opens (1) or closes (-1).</summary>
    public void Connected(string peer, int change) =>
        _connections.Add(change, _self, new("peer_id", peer));

    /// <summary>
    /// Reports the agent's identity: the seconds for which the SVID is still valid, 0 without one, and whether its source has a problem
    /// (1), such as a Workload API that does not answer.
    /// </summary>
    public void Identity(X509Source source)
    {
        AgentTelemetry.Meter.CreateObservableGauge(
            "agentweave_svid_remaining_seconds", () => new Measurement<double>(Remaining(), _self), "s");
        AgentTelemetry.Meter.CreateObservableGauge(
            "agentweave_identity_problem", () => new Measurement<int>(source.Problem is null ? 0 : 1, _self));

        double Remaining() =>
            source.Current is { } current ? Math.Max(0, (current.Svid.NotAfter - source.TimeProvider.GetUtcNow()).TotalSeconds) : 0;
    }

    /// <summary>Counts a call to a peer that is tried again.</summary>
    public void Retried(string peer) => _retries.Add(1, _self, new("peer_id", peer));

    /// <summary>Reports a peer's breaker: 0 closed, 1 open, 2 half-open.</summary>
    public void Breaker(string peer, Func<int> state) => AgentTelemetry.Meter.CreateObservableGauge(
        "agentweave_circuit_breaker_state", () => new Measurement<int>(state(), _self, new("peer_id", peer)));
}
