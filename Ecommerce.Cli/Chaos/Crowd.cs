using Ecommerce.ServiceDefaults.Database;

namespace Ecommerce.Cli.Chaos;

/// <summary>Many who look at one thing at the same time, more than an agent has connections; each asks again and again.</summary>
/// <param name="gateway">REST at the gateway.</param>
/// <param name="faults">Where violations are told.</param>
/// <param name="time">The clock.</param>
internal sealed class Crowd(HttpClient gateway, Faults faults, TimeProvider time)
{
    private const int Size = 3 * DatabaseExtensions.PoolSize;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private int _refused;

    /// <summary>Looks until something has ended.</summary>
    /// <param name="path">At what, below <c>/api/v1</c>.</param>
    /// <param name="meanwhile">What it ends with.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether anybody was told to come later.</returns>
    public async Task<bool> LookAsync(string path, Task meanwhile, CancellationToken cancellationToken)
    {
        await Task.WhenAll(Enumerable.Range(0, Size).Select(_ => LookOneAsync(path, meanwhile, cancellationToken)));
        return _refused > 0;
    }

    // Whoever waits may wait until the deadline of a request.
    private async Task LookOneAsync(string path, Task meanwhile, CancellationToken cancellationToken)
    {
        while (!meanwhile.IsCompleted)
        {
            try
            {
                using var reply = await gateway.GetAsync($"/api/v1{path}", cancellationToken);
                switch ((int)reply.StatusCode)
                {
                    case 503 when reply.Headers.RetryAfter is not null:
                        Interlocked.Increment(ref _refused);
                        break;
                    case not (200 or 404 or 504):
                        var answer = await reply.Content.ReadAsStringAsync(cancellationToken);
                        faults.Violations.Enqueue($"busy: GET {path} was answered {(int)reply.StatusCode}: {answer}");
                        break;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                // The gateway was away.
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
