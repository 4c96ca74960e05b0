using System.Collections.Concurrent;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>
/// The resilience of calls: one Polly pipeline for each peer, of budgeted retry and breaker, in that order. An attempt's timeout is its
/// gRPC deadline (<see cref="AgentCall"/>). Thread-safe.
/// </summary>
internal sealed class PeerPipelines(AgentSettings settings, AgentMetrics? metrics, TimeProvider time, ILogger logger)
{
    private readonly ConcurrentDictionary<string, Lazy<ResiliencePipeline>> _pipelines = new();

    /// <summary>The pipeline of calls to a peer.</summary>
    public ResiliencePipeline For(string peer, CallResilience resilience) =>
        resilience == CallResilience.None ? ResiliencePipeline.Empty : _pipelines.GetOrAdd(peer, key => new(() => Create(key))).Value;

    /// <summary>A pipeline of all strategies.</summary>
    /// <param name="peer">The peer's SPIFFE ID.</param>
    /// <param name="breaker">The peer's breaker.</param>
    /// <param name="settings">The settings of retry and breaker.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where a breaker that opens or closes is logged.</param>
    /// <param name="metrics">Where retries are counted; null to count none.</param>
    internal static ResiliencePipeline Create(
        string peer, CircuitBreaker breaker, AgentSettings settings, TimeProvider time, ILogger logger, AgentMetrics? metrics = null)
    {
        var fairTime = settings.BreakerFairTime;
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        return AddBudgetedRetry(builder, settings, () => metrics?.Retried(peer))
            .AddStrategy(_ => new CircuitBreakerStrategy(breaker, fairTime, peer, logger)).Build();
    }

    private ResiliencePipeline Create(string peer)
    {
        var breaker = new CircuitBreaker(settings.BreakerFailureThreshold, settings.BreakerRecovery, time);
        metrics?.Breaker(peer, () => (int)breaker.State);
        return Create(peer, breaker, settings, time, logger, metrics);
    }

    private static ResiliencePipelineBuilder AddBudgetedRetry(ResiliencePipelineBuilder builder, AgentSettings settings, Action retried)
    {
        var retries = settings.RetryAttempts - 1;
        if (retries < 1)
        {
            return builder;
        }

        var budget = new RetryBudget();
        var (backoff, limit) = (settings.RetryBackoff, settings.RetryBackoffLimit);
        return builder.AddStrategy(_ => budget).AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = backoff,
            MaxDelay = limit,
            ShouldHandle = args => ValueTask.FromResult(
                args.Outcome.Exception is ProblemException { Code: ErrorCodes.Unavailable, IsOwn: false }
                && args.AttemptNumber < retries
                && AgentCall.Of(args.Context) is { IsRetryable: true } call
                && LongestWait(backoff, limit, args.AttemptNumber) + Deadlines.MinTimeout < call.TimeLeft
                // What one process leaves behind when it dies, another one takes over at once.
                && ((args.AttemptNumber == 0 && PeerReport.IsOfOneAddress(args.Outcome.Exception)) || budget.TryWithdraw())),
            OnRetry = _ =>
            {
                retried();
                return ValueTask.CompletedTask;
            },
        });
    }

    // Polly chooses the wait after it has decided to retry; its jitter goes up to twice the exponential backoff (Polly documentation,
    // Retry resilience strategy, "Exponential"). No wait begins that the deadline might cut off.
    private static TimeSpan LongestWait(TimeSpan backoff, TimeSpan limit, int attempt)
    {
        var longest = backoff.TotalSeconds * Math.Pow(2, attempt + 1);
        return longest < limit.TotalSeconds ? TimeSpan.FromSeconds(longest) : limit;
    }
}
