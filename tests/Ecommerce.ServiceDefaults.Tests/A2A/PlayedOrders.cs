using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Tests.A2A;

/// <summary>An order agent whose orders do as their IDs say.</summary>
internal sealed class PlayedOrders(IdempotencyStore idempotency, PlayedCheckout checkout) : OrderService.OrderServiceBase
{
    /// <summary>There is no such order.</summary>
    public const string Missing = "01900000-0000-7000-8000-000000000404";

    /// <summary>The agent fails.</summary>
    public const string Broken = "01900000-0000-7000-8000-000000000500";

    /// <summary>The answer comes when the test lets it.</summary>
    public const string Slow = "01900000-0000-7000-8000-000000000001";

    /// <summary>The answer is complete but degraded.</summary>
    public const string Degraded = "01900000-0000-7000-8000-000000000203";

    /// <summary>Any other.</summary>
    public const string Plain = "01900000-0000-7000-8000-000000000200";

    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    /// <summary>How many calls came this far.</summary>
    public int Calls => _calls;

    /// <summary>Lets what is slow answer.</summary>
    public void Release() => _released.TrySetResult();

    public override Task<Order> CreateOrder(CreateOrderRequest request, ServerCallContext context) =>
        checkout.PlaceAsync(request, context.Call(), context.CancellationToken);

    public override async Task<Order> GetOrder(GetOrderRequest request, ServerCallContext context)
    {
        Interlocked.Increment(ref _calls);
        if (request.OrderId == Slow)
        {
            await _released.Task.WaitAsync(context.CancellationToken);
        }

        context.Call().IsDegraded = request.OrderId == Degraded;
        return request.OrderId switch
        {
            Missing => throw ProblemException.NotFound("order", "order_id"),
            Broken => throw new InvalidOperationException("It is broken."),
            _ => new() { OrderId = request.OrderId },
        };
    }

    public override Task<Order> CancelOrder(CancelOrderRequest request, ServerCallContext context) =>
        PlayedCheckout.Made(request.OrderId) ? checkout.CancelAsync(context.Call(), context.CancellationToken) : idempotency.RunAsync(
        context.Call().Idempotency,
        async (_, cancellationToken) =>
        {
            Interlocked.Increment(ref _calls);
            if (request.OrderId == Slow)
            {
                await _released.Task.WaitAsync(cancellationToken);
            }

            return request.OrderId == Missing
                ? throw new ProblemException(ErrorCodes.NotCancelable, "Too late.")
                : new Order { OrderId = request.OrderId };
        },
        context.CancellationToken);

    public override async Task WatchOrder(
        WatchOrderRequest request, IServerStreamWriter<OrderEvent> responseStream, ServerCallContext context)
    {
        if (PlayedCheckout.Made(request.OrderId))
        {
            await checkout.WatchAsync(request.LastEventId, responseStream, context.CancellationToken);
            return;
        }

        for (var i = 1; i <= 3; i++)
        {
            OrderEvent happened = new() { EventId = i, OrderId = request.OrderId, Type = $"step {i}" };
            await responseStream.WriteAsync(happened, context.CancellationToken);
            if (i == 1 && request.OrderId == Slow)
            {
                await _released.Task.WaitAsync(context.CancellationToken);
            }
        }
    }
}
