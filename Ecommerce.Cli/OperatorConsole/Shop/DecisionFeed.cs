using System.Runtime.CompilerServices;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Health;
using Grpc.Core;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>
/// What every process decides, by one stream from each for as long as somebody looks: each stream is a row of that agent's audit, so pages
/// do not open their own. While it is open, processes keep what is asked of them.
/// </summary>
/// <param name="processes">The processes.</param>
/// <param name="time">The clock.</param>
internal sealed class DecisionFeed(IReadOnlyList<AgentProcess> processes, TimeProvider time) : IAsyncDisposable
{
    // As many as a process remembers.
    private const int Kept = 1024;

    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private CancellationTokenSource _end = new();
    private Task _running = Task.CompletedTask;
    private Source[] _sources = [];
    private long _arrivals;

    /// <summary>What is known now.</summary>
    /// <param name="filter">What to show.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<Decisions> ReadAsync(DecisionFilter filter, CancellationToken cancellationToken)
    {
        var sources = Start();
        await Task.WhenAll(sources.Select(source => source.First.Task)).WaitAsync(FirstTimeout, time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new(
                filter,
                [
                    .. sources.SelectMany(source => source.Kept.Select(kept => (source.Process.Name, kept.Decision)))
                        .Where(shown => filter.Admits(shown.Decision))
                        .OrderByDescending(shown => shown.Decision.At.ToDateTimeOffset()).ThenByDescending(shown => shown.Decision.Number)
                        .Take(Decisions.MostShown),
                ],
                [.. sources.Where(source => source.Problem is not null).Select(source => (source.Process.Name, source.Problem!))]);
        }
    }

    /// <summary>Says that there is more to show, each time that there is.</summary>
    /// <param name="filter">What is shown.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<long> FollowAsync(DecisionFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Start();
        var last = Volatile.Read(ref _arrivals);
        using var timer = new PeriodicTimer(PollInterval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var after = last;
            if (!TryLook(filter, after, out last, out var isNew))
            {
                yield break;
            }

            if (isNew)
            {
                yield return last;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private Source[] Start()
    {
        lock (_gate)
        {
            if (_running.IsCompleted)
            {
                _end.Dispose();
                _end = new(Rest, time);
                _sources = [.. processes.Select(process => new Source(process))];
                var cancellationToken = _end.Token;
                _running = Task.WhenAll(
                    _sources.Select(source => Task.Run(() => FollowAsync(source, cancellationToken), CancellationToken.None)));
            }

            _end.CancelAfter(Rest);
            return _sources;
        }
    }

    // False if no process is followed any more: each refuses, and the page says so.
    private bool TryLook(DecisionFilter filter, long after, out long last, out bool isNew)
    {
        lock (_gate)
        {
            last = _arrivals;
            isNew = _sources.Any(source => source.Kept.Any(kept => kept.Arrival > after && filter.Admits(kept.Decision)));
            if (_running.IsCompleted)
            {
                return false;
            }

            _end.CancelAfter(Rest);
            return true;
        }
    }

    private async Task FollowAsync(Source source, CancellationToken cancellationToken)
    {
        try
        {
            while (await TryFollowAsync(source, cancellationToken))
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody looks any more.
        }
        finally
        {
            source.First.TrySetResult();
        }
    }

    // Returns whether to try again.
    private async Task<bool> TryFollowAsync(Source source, CancellationToken cancellationToken)
    {
        try
        {
            lock (_gate)
            {
                // Another process may answer now, which counts anew.
                source.Kept.Clear();
            }

            var last = await ReadAsync(source, after: 0, rememberedOnly: true, cancellationToken);
            lock (_gate)
            {
                source.Problem = null;
            }

            source.First.TrySetResult();
            await ReadAsync(source, last, rememberedOnly: false, cancellationToken);
            return true;
        }
        catch (ProblemException exception)
        {
            lock (_gate)
            {
                source.Problem = exception.Code == ErrorCodes.StreamRenew ? null : exception;
            }

            source.First.TrySetResult();
            return exception.Code != ErrorCodes.Forbidden;
        }
    }

    private async Task<long> ReadAsync(Source source, long after, bool rememberedOnly, CancellationToken cancellationToken)
    {
        var process = source.Process;
        using var call = process.Clients.To(Registrations.AgentId(process.Agent.Name)).AsyncServerStreamingCall(
            ObservationMethods.WatchDecisions(process.Agent), host: null, new CallOptions(cancellationToken: cancellationToken),
            new() { AfterNumber = after, RememberedOnly = rememberedOnly });
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
            var decision = call.ResponseStream.Current;
            after = decision.Number;
            lock (_gate)
            {
                source.Kept.Enqueue((++_arrivals, decision));
                if (source.Kept.Count > Kept)
                {
                    source.Kept.Dequeue();
                }
            }
        }

        return after;
    }

    private sealed class Source(AgentProcess process)
    {
        public AgentProcess Process => process;

        public Queue<(long Arrival, DecisionRecord Decision)> Kept { get; } = new();

        public ProblemException? Problem { get; set; }

        // Set once what is remembered was read, or cannot be.
        public TaskCompletionSource First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
