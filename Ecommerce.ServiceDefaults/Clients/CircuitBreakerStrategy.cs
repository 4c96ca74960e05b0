using System.Runtime.CompilerServices;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Polly;
using Polly.Telemetry;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>A breaker's new state, as the strategy reports it to telemetry.</summary>
/// <param name="Breaker">The breaker that changed.</param>
/// <param name="State">Its new state.</param>
internal readonly record struct CircuitChangedArguments(CircuitBreaker Breaker, CircuitState State);

/// <summary>
/// A <see cref="CircuitBreaker"/> in a pipeline. Polly's own breaker samples a ratio of failures and closes after a single probe (Polly
/// documentation, Circuit breaker resilience strategy, "About"), so this is a strategy of our own (ibid., Extensibility, "Proactive
/// resilience strategy").
/// </summary>
/// <param name="breaker">The peer's.</param>
/// <param name="fairTime">How much time an attempt must be given for its timeout to count.</param>
/// <param name="telemetry">Receives an event when the breaker opens or closes.</param>
internal sealed class CircuitBreakerStrategy(CircuitBreaker breaker, TimeSpan fairTime, ResilienceStrategyTelemetry telemetry)
    : ResilienceStrategy
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected override async ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state)
    {
        if (!breaker.TryEnter(out var retryAfter))
        {
            return Outcome.FromException<TResult>(new ProblemException(
                ErrorCodes.Unavailable, "The agent failed repeatedly; no calls are sent to it for a while.", retryAfter: retryAfter));
        }

        var hadTime = AgentCall.Of(context).TimeLeft >= fairTime;
        var outcome = await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
        var reached = outcome.Exception is { } exception ? PeerReport.Of(exception, hadTime, context.CancellationToken) : true;
        if (breaker.Report(reached) is { } changed)
        {
            telemetry.Report(
                new ResilienceEvent(ResilienceEventSeverity.Warning, "OnCircuitChanged"), context,
                new CircuitChangedArguments(breaker, changed));
        }

        return outcome;
    }
}
