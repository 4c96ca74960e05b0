using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Tests.A2A;

/// <summary>An order whose checkout goes on as its payment method says, and as the test goes on with it.</summary>
internal sealed class PlayedCheckout(IdempotencyStore idempotency)
{
    /// <summary>Confirmed at once.</summary>
    public const string Plain = "credit_card";

    /// <summary>Declined at once.</summary>
    public const string Declined = "declined";

    /// <summary>The agent fails before there is an order.</summary>
    public const string Broken = "broken";

    /// <summary>Waits for the buyer; see <see cref="PayAsync"/>.</summary>
    public const string UpToBuyer = "up_to_buyer";

    /// <summary>Goes on for longer than the call; see <see cref="AskBuyer"/>.</summary>
    public const string Slow = "slow";

    /// <summary>Where the buyer goes.</summary>
    public const string Url = "https://bank.example/3ds";

    private static readonly Guid OrderId = Guid.Parse("01900000-0000-7000-8000-00000000cafe");

    private readonly Signals _signals = new();
    private readonly List<OrderEvent> _events = [];
    private readonly Lock _lock = new();
    private IdempotencyKey? _key;
    private bool _ended;

    /// <summary>Whether there is an order.</summary>
    public bool IsPlaced => _key is not null && _events.Count > 1;

    /// <summary>What is waited for before an order is placed.</summary>
    public Task Placing { get; set; } = Task.CompletedTask;

    /// <summary>For whom it was cancelled.</summary>
    public string? CanceledFor { get; private set; }

    /// <summary>Whether an ID is the order's.</summary>
    public static bool Made(string orderId) => orderId == OrderId.ToString();

    public async Task<Order> PlaceAsync(CreateOrderRequest request, CapabilityContext call, CancellationToken cancellationToken)
    {
        await Placing.WaitAsync(cancellationToken);
        if (request.PaymentMethod == Broken)
        {
            throw new InvalidOperationException("It is broken.");
        }

        _key = call.Idempotency!;
        await using (var unit = await idempotency.BeginAsync(_key, OrderId, cancellationToken))
        {
            await unit.Transaction.CommitAsync(cancellationToken);
        }

        Happen("created", OrderStatus.Pending);
        switch (request.PaymentMethod)
        {
            case UpToBuyer:
                AskBuyer();
                return OrderIn(OrderStatus.Pending);
            case Slow:
                return OrderIn(OrderStatus.Pending);
            case Declined:
                var problem = new ProblemException(ErrorCodes.PaymentDeclined, "Declined.");
                await EndAsync("failed", OrderStatus.Failed, problem);
                throw problem;
            default:
                return await PayAsync();
        }
    }

    /// <summary>The buyer has to confirm the payment.</summary>
    public void AskBuyer() => Happen("action_required", OrderStatus.Pending, Url);

    /// <summary>The payment arrives.</summary>
    public async Task<Order> PayAsync()
    {
        Happen("paid", OrderStatus.Pending);
        return await EndAsync("confirmed", OrderStatus.Confirmed);
    }

    public async Task<Order> CancelAsync(CapabilityContext call, CancellationToken cancellationToken)
    {
        CanceledFor = call.Actor;
        return await EndAsync("cancelled", OrderStatus.Cancelled).WaitAsync(cancellationToken);
    }

    public async Task WatchAsync(long after, IServerStreamWriter<OrderEvent> to, CancellationToken cancellationToken)
    {
        using var subscription = _signals.Subscribe(OrderId);
        for (var ended = false; !ended;)
        {
            List<OrderEvent> events;
            lock (_lock)
            {
                (events, ended) = ([.. _events.Skip((int)after)], _ended);
            }

            foreach (var happened in events)
            {
                await to.WriteAsync(happened, cancellationToken);
                after = happened.EventId;
            }

            if (!ended)
            {
                await subscription.WaitAsync(TimeSpan.FromSeconds(1), cancellationToken);
            }
        }
    }

    private async Task<Order> EndAsync(string type, OrderStatus status, ProblemException? problem = null)
    {
        var order = OrderIn(status);
        await using (var unit = await idempotency.BeginAsync(_key, OrderId, CancellationToken.None))
        {
            var outcome = problem is null ? IdempotencyOutcome.Of(_key!, order) : IdempotencyOutcome.Of(_key!, problem);
            await idempotency.CompleteAsync(unit.Transaction, outcome, CancellationToken.None);
            await unit.Transaction.CommitAsync(CancellationToken.None);
        }

        Happen(type, status, ended: true);
        return order;
    }

    private void Happen(string type, OrderStatus status, string detail = "", bool ended = false)
    {
        lock (_lock)
        {
            _events.Add(new() { EventId = _events.Count + 1, OrderId = OrderId.ToString(), Type = type, Status = status, Detail = detail });
            _ended = ended;
        }

        _signals.Wake(OrderId);
    }

    private static Order OrderIn(OrderStatus status) => new() { OrderId = OrderId.ToString(), Status = status };
}
