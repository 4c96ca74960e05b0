using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Grpc.Core;

namespace Ecommerce.UserAgent.Erasure;

/// <summary>Asks the agents to erase what they hold of erased users, until each has confirmed, and once more afterwards.</summary>
internal sealed class ErasureWorker(
    ErasureStore store, IReadOnlyList<UserDataHolder> holders, TimeProvider time, ILogger<ErasureWorker> logger)
    : BackgroundLoop(time, logger)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);
    private static readonly Backoff Pause = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));
    private const int BatchSize = 20;

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [EraseDueAsync];

    private async Task EraseDueAsync(CancellationToken cancellationToken)
    {
        // Longer than a call takes: another replica asks only if this one is gone.
        var steps = await store.ClaimAsync(CallTimeout * 2, BatchSize, cancellationToken);
        await Task.WhenAll(steps.Select(step => EraseAsync(step, cancellationToken)));
        if (steps.Count < BatchSize)
        {
            await PauseAsync(PollInterval, cancellationToken);
        }
    }

    private async Task EraseAsync(ErasureStep step, CancellationToken cancellationToken)
    {
        try
        {
            using var timeout = new CancellationTokenSource(CallTimeout, Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            // A later version, since rolled back, may have known more agents than this one.
            var holder = holders.FirstOrDefault(holder => holder.Agent == step.Agent)
                ?? throw ProblemException.Unavailable($"{step.Agent} is no agent that is known here.");
            await holder.EraseAsync(new() { UserId = step.UserId.ToString() }, either.Token);
        }
        catch (Exception exception) when (exception is ProblemException or RpcException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            var code = exception is ProblemException problem ? problem.Code : ErrorCodes.Unavailable;
            Log.NotErasedYet(Logger, step.Agent, step.UserId, step.Attempts, code);
            await store.PostponeAsync(step, Pause.After(step.Attempts), cancellationToken);
            return;
        }

        await store.ConfirmAsync(step, cancellationToken);
        Log.Erased(Logger, step.Agent, step.UserId);
    }
}
