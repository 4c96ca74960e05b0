using Microsoft.Extensions.Logging;

namespace Ecommerce.Cli.Development.Authority;

/// <summary>
/// Replaces the root of a running authority so that no call fails: everybody knows the new one before it signs, and everybody has an
/// identity under it before the old one goes.
/// </summary>
internal sealed class RootRotation(DevelopmentAuthority authority, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>For the workloads to take what they were sent, and for calls on connections under the old root to end.</summary>
    private static readonly TimeSpan Distribution = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Does all steps, whoever stops listening.</summary>
    /// <param name="tell">Told of each step, in a line.</param>
    /// <param name="cancellationToken">Ends the waiting between steps, since the authority ends.</param>
    /// <returns>False if another rotation is under way.</returns>
    public async Task<bool> TryRunAsync(Func<string, Task> tell, CancellationToken cancellationToken)
    {
        if (!_one.Wait(0, CancellationToken.None))
        {
            return false;
        }
        try
        {
            authority.PrepareAuthority();
            await StepAsync($"published a new root beside the old one; it signs in {Distribution.TotalSeconds} s");
            await Task.Delay(Distribution, time, cancellationToken);
            authority.ActivateAuthority();
            await StepAsync($"renewed every identity under the new root; the old one goes in {Distribution.TotalSeconds} s");
            await Task.Delay(Distribution, time, cancellationToken);
            authority.WithdrawOldAuthorities();
            await StepAsync("withdrew the old root");
            return true;
        }
        finally
        {
            _one.Release();
        }

        Task StepAsync(string line)
        {
            Log.RootRotation(logger, line);
            return tell(line);
        }
    }

    public void Dispose() => _one.Dispose();
}
