using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Telemetry;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Spiffe;

namespace Ecommerce.ServiceDefaults.Health;

/// <summary>What every agent's service answers to operators: how this process is, and what it has decided.</summary>
public sealed class ObservationCapabilities
{
    /// <summary>How many may watch decisions at the same time.</summary>
    internal const int MostWatchers = 16;

    /// <summary>How many of them may be of one caller.</summary>
    internal const int MostWatchersOfOne = 8;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private readonly AgentInfo _agent;
    private readonly AgentSettings _settings;
    private readonly AgentHealthReport _health;
    private readonly IPolicyEngine _engine;
    private readonly X509Source _identity;
    private readonly DecisionLog _decisions;
    private readonly FailureLog _failures;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _startedAt;
    private readonly WatcherLimit _watchers = new(MostWatchers, MostWatchersOfOne);

    internal ObservationCapabilities(
        AgentInfo agent, AgentSettings settings, AgentHealthReport health, IPolicyEngine engine, X509Source identity,
        DecisionLog decisions, FailureLog failures, TimeProvider time)
    {
        (_agent, _settings, _health, _engine, _identity) = (agent, settings, health, engine, identity);
        (_decisions, _failures, _time, _startedAt) = (decisions, failures, time, time.GetUtcNow());
    }

    /// <summary><c>describe_agent</c>.</summary>
    public async Task<AgentDescription> DescribeAsync(ServerCallContext context)
    {
        var health = await _health.CreateAsync(context.CancellationToken);
        var svid = _identity.Current?.Svid;
        return new()
        {
            AgentName = _agent.Name,
            SpiffeId = _agent.SpiffeId,
            Version = _agent.Version,
            Instance = _decisions.Instance,
            StartedAt = _startedAt.ToTimestamp(),
            SvidNotBefore = svid?.NotBefore.ToTimestamp(),
            SvidNotAfter = svid?.NotAfter.ToTimestamp(),
            IdentityProblem = _identity.Problem ?? "",
            PolicyEngine = _settings.AuthorizationProvider,
            PolicyRevision = (_engine as RegoPolicyEngine)?.Revision ?? "",
            PolicyProblem = _engine.Stale ?? "",
            Healthy = health.Healthy,
            Checks = { health.Checks },
            Requests = _health.TotalRequests,
            Errors = _health.TotalErrors,
            Failures = { _failures.Read().Select(ToMessage) },
        };
    }

    /// <summary><c>watch_decisions</c>: what is remembered, and then what comes.</summary>
    /// <exception cref="ProblemException"><c>rate_limited</c>: too many watch already, or too many of this caller.</exception>
    public async Task WatchAsync(
        WatchDecisionsRequest request, IServerStreamWriter<DecisionRecord> records, ServerCallContext context)
    {
        using var place = _watchers.TryEnter(context.Call().Caller) ?? throw new ProblemException(
            ErrorCodes.RateLimited, $"{MostWatchers} watch decisions already, or {MostWatchersOfOne} of this caller.",
            retryAfter: PollInterval);
        using var watched = _decisions.Watch();
        using var timer = new PeriodicTimer(PollInterval, _time);
        // Behind one address there may be another process than the last time, which counts anew.
        var last = request.Instance.Length == 0 || request.Instance == _decisions.Instance ? request.AfterNumber : 0;
        do
        {
            foreach (var decision in _decisions.After(last, request.DeniedOnly))
            {
                await records.WriteAsync(ToMessage(decision), context.CancellationToken);
                last = decision.Number;
            }
        }
        while (!request.RememberedOnly && await timer.WaitForNextTickAsync(context.CancellationToken));
    }

    private static FailureCount ToMessage(CountedFailure failure) => new()
    {
        Capability = failure.Capability,
        Code = failure.Code,
        Count = failure.Count,
        LastAt = failure.LastAt.ToTimestamp(),
        LastTraceId = failure.LastTrace,
    };

    private DecisionRecord ToMessage(KeptDecision kept) => new()
    {
        Number = kept.Number,
        At = kept.At.ToTimestamp(),
        AgentName = _agent.Name,
        Direction = kept.Direction == Direction.Inbound ? "inbound" : "outbound",
        CallerId = kept.Caller,
        CalleeId = kept.Callee,
        ActorId = kept.Actor,
        UserId = kept.UserId ?? "",
        Action = kept.Action,
        Allow = kept.Decision.Allow,
        Reason = kept.Decision.Reason,
        PolicyId = kept.Decision.PolicyId,
        Scope = !kept.Decision.Allow ? "" : kept.Decision.Scope == Scope.Any ? "any" : "own",
        DurationUs = (long)kept.Duration.TotalMicroseconds,
        TraceId = kept.Trace == default ? "" : kept.Trace.ToHexString(),
        Input = kept.Input,
        Instance = _decisions.Instance,
        PolicyRevision = kept.Revision,
        TokenScope = kept.TokenScope ?? "",
    };
}
