using System.Runtime.CompilerServices;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Health;
using Grpc.Core;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>Opens the stream of a process's decisions.</summary>
/// <param name="process">Which process.</param>
/// <param name="request">From where on.</param>
/// <param name="cancellationToken">Ends it.</param>
internal delegate IAsyncEnumerable<DecisionRecord> DecisionStream(
    AgentProcess process, WatchDecisionsRequest request, CancellationToken cancellationToken);

/// <summary>
/// What every process decides, by one stream from each for as long as somebody looks: each stream is a row of that agent's audit, so pages
/// do not open their own. While it is open, processes keep what is asked of them. What was seen of a process stays when it is away.
/// </summary>
/// <param name="processes">The processes.</param>
/// <param name="open">Opens a stream.</param>
/// <param name="time">The clock.</param>
internal sealed class DecisionFeed(IReadOnlyList<AgentProcess> processes, DecisionStream open, TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long a process has to say what it remembers, before it counts as away.</summary>
    internal static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    // As many as a process remembers.
    private const int Kept = 1024;

    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // Another version may be started in its place.
    private static readonly TimeSpan PauseOfOlder = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly Source[] _sources = [.. processes.Select(process => new Source(process))];
    private CancellationTokenSource _end = new();
    private Task _running = Task.CompletedTask;
    private long _arrivals;

    /// <summary>Calls <c>watch_decisions</c> of a process.</summary>
    public static async IAsyncEnumerable<DecisionRecord> CallAsync(
        AgentProcess process, WatchDecisionsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = process.Clients.To(Registrations.AgentId(process.Agent.Name)).AsyncServerStreamingCall(
            ObservationMethods.WatchDecisions(process.Agent), host: null, new CallOptions(cancellationToken: cancellationToken), request);
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
            yield return call.ResponseStream.Current;
        }
    }

    /// <summary>What is known now.</summary>
    /// <param name="filter">What to show.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<Decisions> ReadAsync(DecisionFilter filter, CancellationToken cancellationToken)
    {
        await FirstAsync(cancellationToken);
        lock (_gate)
        {
            return new(
                filter,
                [
                    .. _sources.SelectMany(source => source.Kept.Select(kept => (source.Process.Name, kept.Decision)))
                        .Where(shown => filter.Admits(shown.Decision))
                        .OrderByDescending(shown => shown.Decision.At.ToDateTimeOffset()).ThenByDescending(shown => shown.Decision.Number)
                        .Take(Decisions.MostShown),
                ],
                [.. _sources.Select(source => source.Away).OfType<AwayProcess>()]);
        }
    }

    /// <summary>A decision that is known; null if it is not.</summary>
    /// <param name="process">The process's name.</param>
    /// <param name="instance">The process's instance.</param>
    /// <param name="number">The decision's number.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<DecisionRecord?> FindAsync(string process, string instance, long number, CancellationToken cancellationToken)
    {
        await FirstAsync(cancellationToken);
        lock (_gate)
        {
            return _sources.Where(source => source.Process.Name == process).SelectMany(source => source.Kept)
                .LastOrDefault(kept => kept.Decision.Number == number && kept.Decision.Instance == instance).Decision;
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

    // Each source answers in time, or is away.
    private async Task FirstAsync(CancellationToken cancellationToken)
    {
        Start();
        await Task.WhenAll(_sources.Select(source => source.First.Task)).WaitAsync(cancellationToken);
    }

    private void Start()
    {
        lock (_gate)
        {
            if (_running.IsCompleted)
            {
                _end.Dispose();
                _end = new(Rest, time);
                var cancellationToken = _end.Token;
                foreach (var source in _sources)
                {
                    source.First = new(TaskCreationOptions.RunContinuationsAsynchronously);
                }

                _running = Task.WhenAll(
                    _sources.Select(source => Task.Run(() => FollowAsync(source, cancellationToken), CancellationToken.None)));
            }

            _end.CancelAfter(Rest);
        }
    }

    // False if no process is followed any more: each refuses, and the page says so.
    private bool TryLook(DecisionFilter filter, long after, out long last, out bool isNew)
    {
        lock (_gate)
        {
            last = _arrivals;
            isNew = _sources.Any(source =>
                source.ChangedAt > after || source.Kept.Any(kept => kept.Arrival > after && filter.Admits(kept.Decision)));
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
            while (await TryFollowAsync(source, cancellationToken) is { } pause)
            {
                await Task.Delay(pause, time, cancellationToken);
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

    // Returns when to try again; null for never.
    private async Task<TimeSpan?> TryFollowAsync(Source source, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(source, rememberedOnly: true, cancellationToken);
            Say(source, problem: null);
            await ReadAsync(source, rememberedOnly: false, cancellationToken);
            return Pause;
        }
        catch (ProblemException exception)
        {
            Say(source, exception.Code == ErrorCodes.StreamRenew ? null : exception);
            return exception.Code switch
            {
                ErrorCodes.Forbidden => null,
                ErrorCodes.MethodNotAllowed => PauseOfOlder,
                _ => Pause,
            };
        }
    }

    private void Say(Source source, ProblemException? problem)
    {
        lock (_gate)
        {
            if (source.Away?.Problem.Code != problem?.Code)
            {
                source.ChangedAt = ++_arrivals;
            }

            source.Away = problem is null ? null : new(source.Process.Name, problem, source.Away?.Since ?? time.GetUtcNow());
        }

        source.First.TrySetResult();
    }

    private async Task ReadAsync(Source source, bool rememberedOnly, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(rememberedOnly ? AnswerTimeout : Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await foreach (var decision in open(source.Process, source.Next(rememberedOnly), either.Token))
            {
                lock (_gate)
                {
                    if (source.Keep(decision, _arrivals + 1, Kept))
                    {
                        _arrivals++;
                    }
                }

                if (rememberedOnly)
                {
                    late.CancelAfter(AnswerTimeout);
                }
            }
        }
        catch (Exception exception) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ProblemException(
                ErrorCodes.DeadlineExceeded, $"It did not answer within {(int)AnswerTimeout.TotalSeconds} seconds.", inner: exception);
        }
    }

    private sealed class Source(AgentProcess process)
    {
        private readonly HashSet<(string Instance, long Number, DateTimeOffset At)> _known = [];

        // The last decision that was read. Only the process that counted it knows what its number means.
        private (string Instance, long Number) _last = ("", 0);

        public AgentProcess Process => process;

        public Queue<(long Arrival, DecisionRecord Decision)> Kept { get; } = new();

        // Why and since when it does not say; null if it does.
        public AwayProcess? Away { get; set; }

        // With which arrival it went away or came back.
        public long ChangedAt { get; set; }

        // Set once what is remembered was read, or cannot be.
        public TaskCompletionSource First { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // An older process does not say which it is: it tells again what it remembers, and what is known of that is left out.
        public WatchDecisionsRequest Next(bool rememberedOnly) => _last.Instance.Length == 0
            ? new() { RememberedOnly = rememberedOnly }
            : new() { AfterNumber = _last.Number, Instance = _last.Instance, RememberedOnly = rememberedOnly };

        public bool Keep(DecisionRecord decision, long arrival, int most)
        {
            _last = (decision.Instance, decision.Number);
            if (!_known.Add(KeyOf(decision)))
            {
                return false;
            }

            Kept.Enqueue((arrival, decision));
            if (Kept.Count > most)
            {
                _known.Remove(KeyOf(Kept.Dequeue().Decision));
            }

            return true;
        }

        private static (string, long, DateTimeOffset) KeyOf(DecisionRecord decision) =>
            (decision.Instance, decision.Number, decision.At.ToDateTimeOffset());
    }
}
