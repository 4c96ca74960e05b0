namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>
/// Lets retries be at most a tenth of the calls: each call puts a tenth of a token in, each retry takes one out, and no more than
/// <see cref="Capacity"/> are kept. Thread-safe.
/// </summary>
internal sealed class RetryBudget
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
}
