using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Gateway.Shedding;

/// <summary>
/// Lets as many calls run at a time as <see cref="AdaptiveLimit"/> has found to be right; the others wait, the most important first. While
/// nobody waits for long, nobody is refused, nor while the queue does not grow: callers who wait for their answers make a long one that
/// stays as it is. When somebody has waited for several times what a call takes and the queue grows, the shop gets more than it can do, and
/// then only who gets a turn almost at once is served: a queue that stands gives everyone a longer answer and serves nobody more (CoDel,
/// RFC 8289). That ends when nobody has had to be refused for a while.
/// </summary>
internal sealed class Turns : IDisposable
{
    // Bodies of those who wait are held in memory.
    private const int MostWaiting = 1024;

    // In parts of what a call takes: how long somebody waits before a queue that grows is an overload, how long in one, and at all.
    private const double Patience = 4;
    private const double PatienceInOverload = 0.2;
    private const double LongestPatience = 8;

    // A queue grows if it has, within the time of its window, by this part and by so many.
    private const double Growth = 0.25;
    private const int LeastGrowth = 8;

    private static readonly TimeSpan LeastPatience = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LeastPatienceInOverload = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LeastLongestPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan GrowthWindow = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);

    // Who runs for so long waits for something else than this shop's processors, such as a provider: nobody has to wait for that.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly AdaptiveLimit _limit = new();
    private readonly LinkedList<Turn> _running = new();
    private readonly LinkedList<Waiter>[] _waiting = [new(), new(), new()];
    private (long At, int Waiting)? _late;
    private bool _isOverloaded;
    private long _lastRefusal;
    private bool _isPolling;

    public Turns(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Poll(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits for a turn, which lasts until it is disposed of.</summary>
    /// <exception cref="ProblemException"><c>unavailable</c>: the shop is busy with what is more important, or came earlier.</exception>
    public ValueTask<Turn> EnterAsync(Capability capability, CancellationToken cancellationToken) =>
        EnterAsync(capability, Priorities.Of(capability), cancellationToken);

    /// <summary>The same for what is no capability; nothing is learned from the time that it takes.</summary>
    /// <inheritdoc cref="EnterAsync(Capability, CancellationToken)"/>
    public ValueTask<Turn> EnterAsync(Priority priority, CancellationToken cancellationToken) =>
        EnterAsync(capability: null, priority, cancellationToken);

    private async ValueTask<Turn> EnterAsync(Capability? capability, Priority priority, CancellationToken cancellationToken)
    {
        if (priority == Priority.Vital)
        {
            return new Turn(this, capability);
        }

        Waiter waiter;
        lock (_gate)
        {
            if (Waiting == 0 && _running.Count < _limit.Current)
            {
                return Begin(capability);
            }

            _limit.Reached();
            if (Waiting >= MostWaiting && !MakeRoom(priority))
            {
                throw Busy();
            }

            waiter = new Waiter(capability, _time.GetTimestamp());
            _waiting[(int)priority].AddLast(waiter.Node);
            Poll(isOn: true);
        }

        await using var left = cancellationToken.Register(() => Leave(waiter, priority));
        return await waiter.Task;
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    internal TimeSpan Elapsed(long since) => _time.GetElapsedTime(since);

    internal void End(Turn turn, TimeSpan? took)
    {
        lock (_gate)
        {
            if (took is { } time && turn.Capability is { } capability)
            {
                _limit.Record(capability, time, turn.IsAmongFew);
            }

            if (turn.Node.List is not null)
            {
                _running.Remove(turn.Node);
                Admit();
            }
        }
    }

    private int Waiting => _waiting[0].Count + _waiting[1].Count + _waiting[2].Count;

    private Turn Begin(Capability? capability)
    {
        var turn = new Turn(this, capability) { Started = _time.GetTimestamp(), IsAmongFew = _limit.IsFew(_running.Count + 1) };
        _running.AddLast(turn.Node);
        return turn;
    }

    private void Admit()
    {
        RefuseLate();
        for (var priority = _waiting.Length - 1; priority >= 0; priority--)
        {
            while (_running.Count < _limit.Current && _waiting[priority].First is { Value: var waiter })
            {
                _waiting[priority].RemoveFirst();
                waiter.SetResult(Begin(waiter.Capability));
            }
        }
    }

    private void RefuseLate()
    {
        if (_isOverloaded ? _time.GetElapsedTime(_lastRefusal) > Calm : IsGrowing())
        {
            (_isOverloaded, _lastRefusal, _late) = (!_isOverloaded, _time.GetTimestamp(), null);
        }

        var typical = _limit.Typical;
        var patience = _isOverloaded
            ? Max(typical * PatienceInOverload, LeastPatienceInOverload) : Max(typical * LongestPatience, LeastLongestPatience);

        // The first of each queue has waited for longest.
        foreach (var queue in _waiting)
        {
            while (queue.First is { Value: var waiter } && _time.GetElapsedTime(waiter.Since) > patience)
            {
                Refuse(waiter);
            }
        }
    }

    // Whether more wait than a while ago, when somebody had waited for long already.
    private bool IsGrowing()
    {
        var patience = Max(_limit.Typical * Patience, LeastPatience);
        if (!_waiting.Any(queue => queue.First is { Value: var first } && _time.GetElapsedTime(first.Since) > patience))
        {
            _late = null;
            return false;
        }

        if (_late is not { } late || _time.GetElapsedTime(late.At) > GrowthWindow)
        {
            _late = (_time.GetTimestamp(), Waiting);
            return false;
        }

        return Waiting > (late.Waiting * (1 + Growth)) + LeastGrowth;
    }

    // Refuses who is less important, and of those who came first.
    private bool MakeRoom(Priority priority)
    {
        foreach (var queue in _waiting.AsSpan(0, (int)priority))
        {
            if (queue.First is { Value: var waiter })
            {
                (_isOverloaded, _late) = (true, null);
                Refuse(waiter);
                return true;
            }
        }

        (_isOverloaded, _lastRefusal, _late) = (true, _time.GetTimestamp(), null);
        return false;
    }

    private void Refuse(Waiter waiter)
    {
        _lastRefusal = _time.GetTimestamp();
        waiter.Node.List!.Remove(waiter.Node);
        waiter.SetException(Busy());
    }

    private void Leave(Waiter waiter, Priority priority)
    {
        lock (_gate)
        {
            if (waiter.Node.List is not null)
            {
                _waiting[(int)priority].Remove(waiter.Node);
                waiter.SetCanceled();
            }
        }
    }

    private void Poll()
    {
        lock (_gate)
        {
            while (_running.First is { Value: var turn } && _time.GetElapsedTime(turn.Started) > LongestTurn)
            {
                _running.RemoveFirst();
            }

            Admit();
            Poll(isOn: Waiting > 0);
        }
    }

    private void Poll(bool isOn)
    {
        if (isOn != _isPolling)
        {
            _isPolling = isOn;
            _timer.Change(isOn ? PollInterval : Timeout.InfiniteTimeSpan, isOn ? PollInterval : Timeout.InfiniteTimeSpan);
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    // One to three seconds, so that those who were refused together do not come back together.
    private static ProblemException Busy()
    {
        GatewayTelemetry.Refused(GatewayTelemetry.Busy);
        return new(ErrorCodes.Unavailable, "The shop is busy.", retryAfter: TimeSpan.FromSeconds(1 + (2 * Random.Shared.NextDouble())));
    }

    private sealed class Waiter : TaskCompletionSource<Turn>
    {
        public Waiter(Capability? capability, long since)
            : base(TaskCreationOptions.RunContinuationsAsynchronously)
        {
            (Capability, Since) = (capability, since);
            Node = new(this);
        }

        public Capability? Capability { get; }

        public long Since { get; }

        public LinkedListNode<Waiter> Node { get; }
    }
}
