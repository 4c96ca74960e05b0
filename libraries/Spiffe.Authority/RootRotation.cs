using Microsoft.Extensions.Logging;

namespace Spiffe.Authority;

/// <summary>
/// Replaces the root of a running authority so that no call fails: every workload has the new root before it signs, and an identity
/// under it before the old one is withdrawn.
/// </summary>
internal sealed class RootRotation(DevelopmentAuthority authority, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>For the workloads to take what they were sent, and for calls on connections under the old root to end.</summary>
    private static readonly TimeSpan Distribution = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Does all steps, even if the caller is gone.</summary>
    /// <param name="tell">Takes a line for each step.</param>
    /// <param name="cancellationToken">Ends the waiting between steps when the authority ends.</param>
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
            await StepAsync($"renewed every identity under the new root; the old one is withdrawn in {Distribution.TotalSeconds} s");
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
