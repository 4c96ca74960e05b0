using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.UserAgent.Users;

/// <summary>
/// Hashes passwords and compares them with their hashes. That is slow by design: at most half of the processors do it at a time, so that it
/// cannot starve everything else, and a caller that would wait for more than two seconds is asked to retry later.
/// </summary>
/// <param name="time">Measures how long a hash takes.</param>
/// <param name="iterations">The parameter of new hashes.</param>
/// <param name="derived">Is told of each derivation how many iterations it took; null where nobody asks.</param>
internal sealed class PasswordHasher(TimeProvider time, int iterations, Action<int>? derived = null) : IDisposable
{
    private static readonly int Concurrency = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly PasswordHash _nobodys = PasswordHash.OfNobody(iterations);
    private readonly SemaphoreSlim _turns = new(Concurrency);
    private readonly HashingQueue _queue = new(Concurrency);

    /// <summary>Hashes a password with a new salt; see <see cref="PasswordHash"/>.</summary>
    /// <exception cref="ProblemException"><c>unavailable</c>: the queue is too long.</exception>
    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        RunAsync(() => Create(password, iterations).ToString(), cancellationToken);

    /// <summary>
    /// Whether a password is the one of a hash. Without one it is not, and finding that out takes as long: how long an answer takes tells
    /// nobody whether there is an account, or whether it is old.
    /// </summary>
    /// <exception cref="ProblemException"><c>unavailable</c>: the queue is too long.</exception>
    public Task<bool> VerifyAsync(string password, string? hash, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            var kept = hash is null ? _nobodys : PasswordHash.Parse(hash);
            var isRight = IsOf(kept, password) && hash is not null;
            if (kept.Iterations < iterations)
            {
                Create(password, iterations - kept.Iterations);
            }

            return isRight;
        },
        cancellationToken);

    /// <summary>Whether a hash was made with less than today's parameters.</summary>
    public bool IsOutdated(string hash) => PasswordHash.Parse(hash).Iterations < iterations;

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private PasswordHash Create(string password, int times)
    {
        derived?.Invoke(times);
        return PasswordHash.Create(password, times);
    }

    private bool IsOf(PasswordHash kept, string password)
    {
        derived?.Invoke(kept.Iterations);
        return kept.IsOf(password);
    }

    private async Task<T> RunAsync<T>(Func<T> hash, CancellationToken cancellationToken)
    {
        if (!_queue.TryEnter(out var wait))
        {
            throw new ProblemException(ErrorCodes.Unavailable, "Too many passwords are being hashed.", retryAfter: wait);
        }

        TimeSpan? took = null;
        try
        {
            await _turns.WaitAsync(cancellationToken);
            try
            {
                var started = time.GetTimestamp();
                var result = await Task.Run(hash, cancellationToken);
                took = time.GetElapsedTime(started);
                return result;
            }
            finally
            {
                _turns.Release();
            }
        }
        finally
        {
            _queue.Leave(took);
        }
    }
}
