using System.Runtime.CompilerServices;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.Extensions.Logging;
using Polly;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>
/// A <see cref="CircuitBreaker"/> in a pipeline. Polly's own breaker samples a ratio of failures and closes after a single probe (Polly
/// documentation, Circuit breaker resilience strategy, "About"), so this is a strategy of our own (ibid., Extensibility, "Proactive
/// resilience strategy").
/// </summary>
/// <param name="breaker">The peer's.</param>
/// <param name="fairTime">How much time an attempt must be given for its timeout to count.</param>
/// <param name="peer">The peer's SPIFFE ID.</param>
/// <param name="logger">Where a breaker that opens or closes is logged.</param>
internal sealed class CircuitBreakerStrategy(CircuitBreaker breaker, TimeSpan fairTime, string peer, ILogger logger) : ResilienceStrategy
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

        var outcome = await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
        var reached = outcome.Exception is { } exception
            ? PeerReport.Of(exception, AgentCall.Of(context).TimeGiven >= fairTime, context.CancellationToken)
            : true;
        switch (breaker.Report(reached))
        {
            case CircuitState.Open:
                Log.CircuitOpened(logger, peer, breaker.Threshold);
                break;
            case CircuitState.Closed:
                Log.CircuitClosed(logger, peer);
                break;
        }

        return outcome;
    }
}
