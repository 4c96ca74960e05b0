using System.Collections.Concurrent;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.A2A.Push;

/// <summary>
/// Tells receivers what happens to tasks: at least once, and what happens to one task in order. One that does not take an event is tried
/// again after a while, and after <see cref="MostAttempts"/> times never again.
/// </summary>
internal sealed class PushWorker(
    PushQueue queue, PushSender sender, PushEncryption encryption, AgentInfo agent, TimeProvider time, ILogger<PushWorker> logger)
    : BackgroundLoop(time, logger)
{
    /// <summary>How often an event is tried: for half an hour or so.</summary>
    public const int MostAttempts = 20;

    private const int MostAtOnce = 32;
    private const int MostOfOwner = 8;
    private const int TakenAtOnce = 4;
    private const int PageSize = 20;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);
    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), TimeSpan.FromMilliseconds(500));

    private readonly ConcurrentDictionary<DuePush, Task> _underWay = new();

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [TellAsync];

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        var left = _underWay.Keys.ToArray();
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_underWay.Values);
        if (left.Length == 0)
        {
            return;
        }

        try
        {
            await queue.ReleaseAsync(left, cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException || DatabaseProblems.IsOutage(exception))
        {
            // Another replica has them once the lease is over.
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        IReadOnlyList<DuePush> taken;
        do
        {
            // One owner's receivers that answer late take no other owner's turn.
            var busy = _underWay.Keys.GroupBy(push => Convert.ToHexString(push.Owner))
                .Where(owner => owner.Count() >= MostOfOwner).Select(owner => owner.First().Owner).ToArray();
            var limit = Math.Min(TakenAtOnce, MostAtOnce - _underWay.Count);
            taken = limit > 0 ? await queue.TakeAsync(busy, limit, cancellationToken) : [];
            foreach (var push in taken)
            {
                Begin(push, cancellationToken);
            }
        }
        while (taken.Count > 0);

        await PauseAsync(PollInterval, cancellationToken);
    }

    private void Begin(DuePush push, CancellationToken cancellationToken)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _underWay[push] = RunAsync();
        begun.SetResult();

        async Task RunAsync()
        {
            await begun.Task;
            try
            {
                await TellAsync(push, cancellationToken);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // It is left to another replica.
            }
            catch (Exception exception)
            {
                // It is taken again once the lease is over.
                Log.PushHeldUp(Logger, TaskKey.TextOf(agent.Name, push.TaskId), $"{exception.GetType().Name}: {exception.Message}");
            }
            finally
            {
                _underWay.TryRemove(push, out _);
            }
        }
    }

    private async Task TellAsync(DuePush push, CancellationToken cancellationToken)
    {
        if (encryption.Open(push.TaskId, push.ConfigId, push.Config) is not { } config)
        {
            await GiveUpAsync(push, attempts: push.Attempts, "it was encrypted with another key", "", cancellationToken);
            return;
        }

        var (last, attempts) = (push.Sent, push.Attempts);
        while (true)
        {
            var events = await queue.EventsAfterAsync(push.TaskId, last, PageSize, cancellationToken);
            if (events.Count == 0)
            {
                await queue.SentAsync(push, last, cancellationToken);
                return;
            }

            foreach (var (number, told) in events)
            {
                if (await sender.SendAsync(config, told, cancellationToken) is { } reason)
                {
                    await NotTakenAsync(push, attempts + 1, reason, new Uri(config.Url).Authority, cancellationToken);
                    return;
                }

                PushTelemetry.Taken();
                (last, attempts) = (number, 0);
                if (!await queue.SentAsync(push, number, cancellationToken))
                {
                    return;
                }
            }
        }
    }

    private async Task NotTakenAsync(DuePush push, int attempts, string reason, string receiver, CancellationToken cancellationToken)
    {
        if (attempts >= MostAttempts)
        {
            await GiveUpAsync(push, attempts, reason, receiver, cancellationToken);
            return;
        }

        PushTelemetry.Refused(isLast: false);
        Log.PushRefused(Logger, TaskKey.TextOf(agent.Name, push.TaskId), receiver, attempts, reason);
        await queue.NotSentAsync(push, attempts, Pauses.After(attempts), cancellationToken);
    }

    private async Task GiveUpAsync(DuePush push, int attempts, string reason, string receiver, CancellationToken cancellationToken)
    {
        await queue.NotSentAsync(push, attempts, pause: null, cancellationToken);
        PushTelemetry.Refused(isLast: true);
        Log.PushGivenUp(Logger, TaskKey.TextOf(agent.Name, push.TaskId), receiver, attempts, reason);
    }
}
