using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;

namespace Ecommerce.OrderAgent.Tests.Checkouts.Exploration;

/// <summary>What an exploration found.</summary>
/// <param name="States">Different states of all that takes part.</param>
/// <param name="Steps">Different steps between them.</param>
/// <param name="Phases">The phases of the checkouts among them.</param>
/// <param name="Violation">The first rule or invariant that was broken, in the fewest steps; null if none was.</param>
/// <param name="Start">Where the steps to it begin.</param>
/// <param name="Path">The steps to it, each with where it leads.</param>
internal sealed record Exploration(
    int States, long Steps, IReadOnlySet<CheckoutPhase> Phases, string? Violation, CheckoutNode Start,
    IReadOnlyList<(CheckoutMove Move, CheckoutNode Node)> Path);

/// <summary>Visits every state that can be reached, the nearest first, and every step from it.</summary>
internal sealed class CheckoutExplorer(CheckoutRules rules)
{
    private const int MaxRounds = 12;

    private readonly Dictionary<CheckoutNode, (CheckoutNode From, CheckoutMove Move)> _reached = [];
    private readonly HashSet<(int State, bool Paid, int World)> _checked = [];

    public CheckoutModel Model { get; } = new(rules);

    /// <summary>Explores until everything is visited or something is broken.</summary>
    public Exploration Explore()
    {
        Queue<CheckoutNode> open = [];
        HashSet<CheckoutPhase> phases = [];
        long steps = 0;
        foreach (var start in Model.Starts())
        {
            _reached[start] = default;
            open.Enqueue(start);
        }

        while (open.TryDequeue(out var node))
        {
            phases.Add(Model.State(node.State).Phase);
            if (Check(node) is { } broken)
            {
                return Found(broken, node);
            }

            foreach (var (move, next) in Model.Next(node))
            {
                steps++;
                if (Model.Broken is { } rule)
                {
                    return Found(rule, node, (move, next));
                }

                if (_reached.TryAdd(next, (node, move)))
                {
                    open.Enqueue(next);
                }
            }
        }

        return new(_reached.Count, steps, phases, Violation: null, Start: default, []);

        Exploration Found(string violation, CheckoutNode at, params (CheckoutMove Move, CheckoutNode Node)[] last)
        {
            var (start, path) = PathTo(at);
            return new(_reached.Count, steps, phases, violation, start, [.. path, .. last]);
        }
    }

    private string? Check(CheckoutNode node)
    {
        if (!_checked.Add((node.State, node.Paid, node.World)))
        {
            return null;
        }

        var (state, world) = (Model.State(node.State), Model.World(node.World));
        return Broken(state, node.Paid, world)
            ?? (EndsInCalm(node.State, node.World) ? null : $"I3: {state} in {world} never ends, although every call is answered");
    }

    /// <summary>The invariant that does not hold in this state; null if each does.</summary>
    public static string? Broken(CheckoutState state, bool paid, CheckoutWorld world)
    {
        var asksForPayment = state.Todo.HasFlag(CheckoutCommands.Inquire) || state.Todo.HasFlag(CheckoutCommands.Refund);
        if (!paid && (asksForPayment || state.OrderStatus is OrderStatus.Confirmed or OrderStatus.Refunded))
        {
            return $"I1: the order has lost its payment: {state}";
        }

        return state.AtRest && !IsBalanced(state, world) ? $"I1, I4 and I7: {state} is at rest in {world}" : null;
    }

    private static bool IsBalanced(CheckoutState state, CheckoutWorld world) => state.Phase switch
    {
        CheckoutPhase.Confirmed => world.Stock == Stock.Sold
            && (world.Payment == Payment.Taken || (world.Payment == Payment.GivenBack && world.RepaidIsTold)),
        CheckoutPhase.Refunded => world is { Stock: Stock.Sold or Stock.Returned, Payment: Payment.GivenBack },
        _ => world.Stock is Stock.None or Stock.Expired or Stock.Returned
            && world.Payment is Payment.None or Payment.Declined or Payment.GivenBack or Payment.Taken,
    };

    // Money that was taken after the end is told of, and goes back.
    private bool EndsInCalm(int state, int world)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            (state, world) = Model.Calm(state, world);
            if (Model.State(state).AtRest)
            {
                return Model.World(world).Payment != Payment.Taken || Model.State(state).Phase == CheckoutPhase.Confirmed;
            }
        }

        return false;
    }

    private (CheckoutNode Start, List<(CheckoutMove Move, CheckoutNode Node)> Path) PathTo(CheckoutNode node)
    {
        List<(CheckoutMove Move, CheckoutNode Node)> path = [];
        for (var (from, move) = _reached[node]; from != default; (from, move) = _reached[from])
        {
            path.Insert(0, (move, node));
            node = from;
        }

        return (node, path);
    }
}
