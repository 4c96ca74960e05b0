using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.ServiceDefaults.Database;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

/// <summary>Every state that the saga and the world around it can get into together, and what must hold there.</summary>
public sealed class CheckoutExplorationTests
{
    private static readonly Lazy<IReadOnlyCollection<Node>> Reachable = new(Explore);

    private sealed record Node(CheckoutState State, CheckoutWorld World);

    [Fact]
    public void Every_phase_is_reached() =>
        Assert.Equal(Enum.GetValues<CheckoutPhase>().Order(), Reachable.Value.Select(node => node.State.Phase).Distinct().Order());

    [Fact]
    public void An_order_at_rest_has_its_money_and_its_stock_in_balance()
    {
        foreach (var (state, world) in Reachable.Value.Where(node => node.State.AtRest))
        {
            var balanced = state.Phase switch
            {
                CheckoutPhase.Confirmed => world.Stock == Stock.Sold
                    && (world.Payment == Payment.Taken || (world.Payment == Payment.GivenBack && world.RepaidIsTold)),
                CheckoutPhase.Refunded => world is { Stock: Stock.Sold or Stock.Returned, Payment: Payment.GivenBack },
                _ => world.Stock is Stock.None or Stock.Expired or Stock.Returned && (world.Payment switch
                {
                    Payment.None or Payment.Declined or Payment.GivenBack => true,
                    // Its event is on its way.
                    Payment.Taken => CheckoutSaga.Decide(state, new CheckoutEvent.Captured(Guid.Empty)).Todo == CheckoutCommands.RefundLate,
                    _ => false,
                }),
            };
            Assert.True(balanced, $"{state} in {world}");
        }
    }

    [Fact]
    public void After_the_pivot_everything_goes_forward()
    {
        foreach (var node in Reachable.Value.Where(node => IsBeyondPivot(node.State)))
        {
            foreach (var next in Next(node))
            {
                Assert.True(IsBeyondPivot(next.State), $"{node.State} → {next.State}");
            }
        }

        static bool IsBeyondPivot(CheckoutState state) =>
            state.Phase is CheckoutPhase.Confirmed or CheckoutPhase.Returning or CheckoutPhase.Refunded;
    }

    [Fact]
    public void Nothing_is_compensated_while_the_pivot_has_no_answer()
    {
        foreach (var node in Reachable.Value.Where(node => node.State.Phase == CheckoutPhase.Confirming))
        {
            CheckoutEvent[] events =
            [
                new CheckoutEvent.Due(), new CheckoutEvent.NoAnswer(), new CheckoutEvent.DeadlinePassed(),
                new CheckoutEvent.CancelRequested(""),
            ];
            foreach (var e in events)
            {
                Assert.Equal(CheckoutCommands.Confirm, CheckoutSaga.Decide(node.State, e).Todo);
            }
        }
    }

    [Fact]
    public void A_buyer_who_did_not_cancel_is_never_told_cancelled()
    {
        foreach (var (state, _) in Reachable.Value)
        {
            Assert.True(state.OrderStatus != OrderStatus.Cancelled || state.CancelRequested, $"{state}");
            Assert.True(state.OrderStatus != OrderStatus.Failed || state.Failure is not null, $"{state}");
        }
    }

    [Fact]
    public void A_closed_order_never_opens_again_and_only_a_confirmed_one_changes()
    {
        foreach (var node in Reachable.Value)
        {
            foreach (var next in Next(node))
            {
                var (before, after) = (node.State.OrderStatus, next.State.OrderStatus);
                Assert.True(
                    before == after || before == OrderStatus.Pending
                    || (before == OrderStatus.Confirmed && after == OrderStatus.Refunded),
                    $"{node.State} → {next.State}");
            }
        }
    }

    [Fact]
    public void A_checkout_that_is_not_at_rest_has_something_to_do_or_is_told_something()
    {
        foreach (var (state, world) in Reachable.Value.Where(node => node.State is { AtRest: false, Phase: not CheckoutPhase.Started }))
        {
            Assert.True(state.Todo != CheckoutCommands.None, $"{state} in {world}");
        }
    }

    [Fact]
    public void Every_checkout_comes_to_rest_once_every_call_is_answered()
    {
        foreach (var node in Reachable.Value)
        {
            var (state, world) = node;
            for (var round = 0; !state.AtRest; round++)
            {
                Assert.True(round < 12, $"{node} is still {state} in {world}");
                (state, world) = AnswerAll(state, world);
            }
        }
    }

    private static (CheckoutState State, CheckoutWorld World) AnswerAll(CheckoutState state, CheckoutWorld world)
    {
        if (state.Phase == CheckoutPhase.Started)
        {
            state = CheckoutSaga.Decide(state, new CheckoutEvent.Due());
        }

        if (world.RepaidIsTold)
        {
            (state, world) = (CheckoutSaga.Decide(state, new CheckoutEvent.Repaid()), world with { RepaidIsTold = false });
        }

        world = world with { OthersRefund = false };

        foreach (var command in state.Todo.Each())
        {
            if (world.Payment is Payment.Pending or Payment.WaitsForBuyer)
            {
                world = world with { Payment = Payment.Taken };
            }

            (world, var answer) = world.Answers(command).First();
            state = CheckoutSaga.Decide(state, answer);
        }

        return (state, world);
    }

    private static HashSet<Node> Explore()
    {
        var start = new Node(CheckoutState.Start, new CheckoutWorld(Stock.None, Payment.None));
        HashSet<Node> seen = [start];
        Queue<Node> open = new(seen);
        while (open.TryDequeue(out var node))
        {
            foreach (var next in Next(node).Select(Bounded).Where(seen.Add))
            {
                open.Enqueue(next);
            }
        }

        return seen;
    }

    // All attempts after the first are alike.
    private static Node Bounded(Node node) =>
        node with { State = node.State with { RefundAttempt = Math.Min(node.State.RefundAttempt, 1) } };

    private static IEnumerable<Node> Next(Node node)
    {
        var (state, world) = node;
        foreach (var command in state.Todo.Each())
        {
            foreach (var (after, answer) in world.Answers(command))
            {
                yield return new(CheckoutSaga.Decide(state, answer), after);
                yield return new(CheckoutSaga.Decide(state, new CheckoutEvent.NoAnswer()), after);
            }

            var late = command & (CheckoutCommands.Reserve | CheckoutCommands.Pay | CheckoutCommands.Confirm);
            yield return new(CheckoutSaga.Decide(state, new CheckoutEvent.NoAnswer()), world with { OnTheirWay = world.OnTheirWay | late });
            // A crash: the call may have left, and its answer is lost.
            yield return new(CheckoutSaga.Decide(state, new CheckoutEvent.Due()), world with { OnTheirWay = world.OnTheirWay | late });
        }

        foreach (var drifted in world.Drifts())
        {
            yield return node with { World = drifted };
        }

        yield return node with { State = CheckoutSaga.Decide(state, new CheckoutEvent.Due()) };
        yield return node with { State = CheckoutSaga.Decide(state, new CheckoutEvent.CancelRequested("")) };
        if (state.Deadline != CheckoutDeadline.None)
        {
            yield return node with { State = CheckoutSaga.Decide(state, new CheckoutEvent.DeadlinePassed()) };
        }

        if (world.Payment == Payment.Taken && state.OrderStatus != OrderStatus.Pending)
        {
            yield return node with { State = CheckoutSaga.Decide(state, new CheckoutEvent.Captured(Guid.Empty)) };
        }

        // Once.
        if (world.RepaidIsTold)
        {
            yield return new(CheckoutSaga.Decide(state, new CheckoutEvent.Repaid()), world with { RepaidIsTold = false });
        }

        // The price had changed.
        if (state.Phase == CheckoutPhase.Started)
        {
            yield return node with { State = CheckoutSaga.Decide(state, CheckoutWorld.Refused("price_changed")) };
        }
    }
}
