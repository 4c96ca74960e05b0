using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using static Ecommerce.OrderAgent.Checkouts.CheckoutCommands;

namespace Ecommerce.OrderAgent.Tests.Checkouts.Exploration;

/// <summary>
/// Everything that can happen to a checkout: two replicas that read, call and write, crash and freeze, answers that are lost or late,
/// a cancel and the payments' events that meet the write of a step, and the world's own ways.
/// </summary>
internal sealed class CheckoutModel(CheckoutRules rules)
{
    private static readonly CheckoutEvent Due = new CheckoutEvent.Due();
    private static readonly CheckoutEvent DeadlinePassed = new CheckoutEvent.DeadlinePassed();
    private static readonly CheckoutEvent NoAnswer = new CheckoutEvent.NoAnswer();
    private static readonly CheckoutEvent Cancel = new CheckoutEvent.CancelRequested("");
    private static readonly CheckoutEvent Repaid = new CheckoutEvent.Repaid();
    private static readonly CheckoutEvent Captured = new CheckoutEvent.Captured(Guid.Empty);

    private readonly Interned<CheckoutState> _states = new();
    private readonly Interned<CheckoutWorld> _worlds = new();
    private readonly Interned<CheckoutEvent> _events = new();
    private readonly Dictionary<(int State, int Event), int> _decisions = [];
    private readonly Dictionary<(int World, CheckoutCommands Command), (int World, int Event)[]> _answers = [];
    private readonly Dictionary<int, int[]> _drifts = [];

    /// <summary>The first rule that a step broke.</summary>
    public string? Broken { get; private set; }

    public CheckoutState State(int number) => _states[number];
    public CheckoutWorld World(int number) => _worlds[number];
    public CheckoutEvent Event(int number) => _events[number];

    /// <summary>Every decision that was asked for.</summary>
    public IEnumerable<(CheckoutState Before, CheckoutEvent Event, CheckoutState After)> Decisions => _decisions.Select(decision =>
        (_states[decision.Key.State], _events[decision.Key.Event], _states[decision.Value]));

    /// <summary>An order is recorded: its checkout is due and held by its replica, or refused at once.</summary>
    public IEnumerable<CheckoutNode> Starts()
    {
        foreach (var first in new[] { Due, CheckoutWorld.Refused("price_changed") })
        {
            var state = Decide(_states.NumberOf(CheckoutState.Start), NumberOf(first));
            yield return new(state, Paid: false, _worlds.NumberOf(CheckoutWorld.Start), Driving(state, paid: false), Stale: null);
        }
    }

    /// <summary>All that can happen next, one by one: what breaks a rule is the last that was asked for.</summary>
    public IEnumerable<(CheckoutMove Move, CheckoutNode Next)> Next(CheckoutNode node) =>
        (node.Current is { } current ? Work(node, current) : [])
            .Concat(node.Stale is { } stale ? WorkStale(node, stale) : [])
            .Concat(Transactions(node, node.Paid, met: false))
            .Concat(Drifts(node.World).Select(world => (new CheckoutMove(Happening.Drift), node with { World = world })));

    /// <summary>The row after each of its calls is answered, and what is to be told is told.</summary>
    public (int State, int World) Calm(int state, int world)
    {
        var now = _worlds[world].Calm();
        while (Tells(now) is var (told, after))
        {
            (state, now) = (Decide(state, NumberOf(told)), after);
        }

        foreach (var command in _states[state].Todo.Each())
        {
            (now, var answer) = now.Answers(command).First();
            var next = Decide(state, NumberOf(answer));
            now = _worlds[Written(state, next, _worlds.NumberOf(now))];
            state = next;
        }

        return (state, _worlds.NumberOf(now));
    }

    public int Decide(int state, int e)
    {
        if (_decisions.TryGetValue((state, e), out var known))
        {
            return known;
        }

        var (before, happened) = (_states[state], _events[e]);
        var after = rules.Decide(before, happened);
        Broken ??= CheckoutRules.Broken(before, happened, after) is { } rule ? $"rule {rule}: {before}, {happened} → {after}" : null;
        // Of attempts it only matters whether one differs from the one before.
        return _decisions[(state, e)] = _states.NumberOf(after with { RefundAttempt = after.RefundAttempt % 2 });
    }

    private IEnumerable<(CheckoutMove Move, CheckoutNode Next)> Work(CheckoutNode node, Holder holder)
    {
        foreach (var (move, world, next) in Calls(node.World, holder))
        {
            Broken ??= _states[node.State].Todo.HasFlag(move.Command) ? null : $"rule 1: {move.Command} leaves before it is written";
            yield return (move, node with { World = world, Current = next });
        }

        if (holder.Open == None)
        {
            var saved = Saved(node, holder);
            yield return (new(Happening.SaveAndLetGo), saved);
            yield return (new(Happening.Save), saved with { Current = Driving(holder.State, holder.Paid) });
            foreach (var (move, met) in Transactions(saved with { Current = Driving(holder.State, holder.Paid) }, node.Paid, met: true))
            {
                yield return (move, met);
            }
        }

        yield return (new(Happening.Crash), node with { Current = null });
    }

    private IEnumerable<(CheckoutMove Move, CheckoutNode Next)> WorkStale(CheckoutNode node, Holder holder)
    {
        foreach (var (move, world, next) in Calls(node.World, holder))
        {
            yield return (move, node with { World = world, Stale = Forgotten(next) });
        }

        if (holder.Open == None)
        {
            var written = Saved(node, holder);
            yield return (new(Happening.StaleSave), rules.ChecksVersions ? node with { Stale = null } : written with { Stale = null });
        }

        yield return (new(Happening.StaleCrash), node with { Stale = null });
    }

    // Each call that is open: every answer, the loss of each answer, the loss of the call, and its delay beyond the caller's patience.
    private IEnumerable<(CheckoutMove Move, int World, Holder Next)> Calls(int world, Holder holder)
    {
        foreach (var command in holder.Open.Each())
        {
            var left = holder with { Open = holder.Open & ~command };
            foreach (var (after, answer) in Answers(world, command))
            {
                var paid = holder.Paid
                    || _events[answer] is CheckoutEvent.Captured or CheckoutEvent.PaymentPending or CheckoutEvent.ActionRequired;
                yield return (
                    new(Happening.Answer, command, answer), after, left with { State = Decide(holder.State, answer), Paid = paid });
                yield return (new(Happening.LostAnswer, command, answer), after, Lost(left));
            }

            yield return (new(Happening.LostCall, command), world, Lost(left));
            if (CheckoutWorld.Harmful.HasFlag(command))
            {
                var late = _worlds[world] with { OnTheirWay = _worlds[world].OnTheirWay | command };
                yield return (new(Happening.LateCall, command), _worlds.NumberOf(late), Lost(left));
            }
        }
    }

    // Decided when it happens: what breaks a rule is the step that is asked for.
    private Holder Lost(Holder holder) => holder with { State = Decide(holder.State, NumberOf(NoAnswer)) };

    // Transactions that lock the row. One that met the save read the order as it was before, unless it locks the order too.
    private IEnumerable<(CheckoutMove Move, CheckoutNode Next)> Transactions(CheckoutNode node, bool paidBefore, bool met)
    {
        var (state, world) = (_states[node.State], _worlds[node.World]);
        var paid = rules.LocksOrders ? node.Paid : paidBefore;
        if (state.Todo != None)
        {
            yield return (new(Happening.Claim, Event: NumberOf(Due), Met: met), Claimed(node, paid, Due));
            if (state.Deadline != CheckoutDeadline.None)
            {
                yield return (new(Happening.Claim, Event: NumberOf(DeadlinePassed), Met: met), Claimed(node, paid, DeadlinePassed));
            }
        }

        if (!state.CancelRequested && state.OrderStatus is OrderStatus.Pending or OrderStatus.Confirmed)
        {
            yield return (new(Happening.Cancel, Met: met), Told(node, paid, Cancel));
        }

        if (Tells(world) is var (told, after))
        {
            yield return (
                new(Happening.Told, Event: NumberOf(told), Met: met),
                Told(node with { World = _worlds.NumberOf(after) }, paid || told == Captured, told));
        }

        if (world.CaptureWasTold)
        {
            yield return (new(Happening.ToldAgain, Event: NumberOf(Captured), Met: met), Told(node, paid: true, Captured));
        }
    }

    // What the stream of payments has to say next. A refund counts once for its event, so that telling it again changes nothing.
    public static (CheckoutEvent Event, CheckoutWorld After)? Tells(CheckoutWorld world) => world switch
    {
        { CaptureIsTold: true } => (Captured, world with { CaptureIsTold = false, CaptureWasTold = true }),
        { RepaidIsTold: true } => (Repaid, world with { RepaidIsTold = false }),
        _ => null,
    };

    private CheckoutNode Claimed(CheckoutNode node, bool paid, CheckoutEvent e)
    {
        var (before, next) = (_states[node.State], Decide(node.State, NumberOf(e)));
        var isIntended = _states[next] == before with { InDoubt = _states[next].InDoubt };
        var open = isIntended || !rules.WritesFirst ? _states[next].Todo : None;
        return node with { Current = new Holder(next, paid, open), Stale = Forgotten(node.Current) ?? node.Stale };
    }

    // The writer's replica holds the checkout then.
    private CheckoutNode Told(CheckoutNode node, bool paid, CheckoutEvent e)
    {
        var next = Decide(node.State, NumberOf(e));
        return next == node.State ? node : node with
        {
            State = next,
            Paid = paid,
            World = Written(node.State, next, node.World),
            Current = Driving(next, paid),
            Stale = Forgotten(node.Current) ?? node.Stale,
        };
    }

    private CheckoutNode Saved(CheckoutNode node, Holder holder) => node with
    {
        State = holder.State,
        Paid = holder.Paid,
        World = Written(node.State, holder.State, node.World),
        Current = null,
    };

    // The next attempt has a key that was not answered yet.
    private int Written(int before, int after, int world) => _states[before].RefundAttempt == _states[after].RefundAttempt
        ? world : _worlds.NumberOf(_worlds[world] with { KeyIsSpent = false });

    private Holder? Driving(int state, bool paid) => _states[state].Todo is var todo and not None ? new Holder(state, paid, todo) : null;

    // Where versions are checked, what a stale holder learns is lost with its write: only its calls matter, and only those that do harm.
    private Holder? Forgotten(Holder? stale) => stale switch
    {
        { } holder when rules.FollowsStale || !rules.ChecksVersions => holder,
        { Open: var open } when (open & CheckoutWorld.Harmful) != None =>
            new Holder(_states.NumberOf(CheckoutState.Start), false, open & CheckoutWorld.Harmful),
        _ => null,
    };

    private (int World, int Event)[] Answers(int world, CheckoutCommands command)
    {
        if (!_answers.TryGetValue((world, command), out var answers))
        {
            answers = [.. _worlds[world].Answers(command).Select(way => (_worlds.NumberOf(way.After), NumberOf(way.Answer)))];
            _answers[(world, command)] = answers;
        }

        return answers;
    }

    private int[] Drifts(int world)
    {
        if (!_drifts.TryGetValue(world, out var drifts))
        {
            _drifts[world] = drifts = [.. _worlds[world].Drifts().Select(_worlds.NumberOf)];
        }

        return drifts;
    }

    public int NumberOf(CheckoutEvent e) => _events.NumberOf(e);
}
