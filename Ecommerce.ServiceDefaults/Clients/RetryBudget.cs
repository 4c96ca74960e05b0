using Polly;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>
/// Limits the retries to a tenth of the calls: each call that passes adds a tenth of a token, each retry takes a whole one, and at most
/// ten are kept. A strategy of our own, since Polly's retry has no budget (Polly documentation, Retry resilience strategy, "Defaults").
/// Thread-safe.
/// </summary>
internal sealed class RetryBudget : ResilienceStrategy
{
    private const int CallsPerRetry = 10;
    private const int Capacity = 10 * CallsPerRetry;
    private int _tenths = Capacity;

    public void Deposit()
    {
        if (Volatile.Read(ref _tenths) < Capacity)
        {
            Interlocked.Increment(ref _tenths);
        }
    }

    public bool TryWithdraw()
    {
        if (Interlocked.Add(ref _tenths, -CallsPerRetry) >= 0)
        {
            return true;
        }

        Interlocked.Add(ref _tenths, CallsPerRetry);
        return false;
    }

    protected override ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state)
    {
        Deposit();
        return callback(context, state);
    }
}
