using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ecommerce.ServiceDefaults.Telemetry;

namespace Ecommerce.OrderAgent.Checkout;

/// <summary>What operators see of checkouts.</summary>
internal static class CheckoutTelemetry
{
    /// <summary>Orders that were closed for the buyer, by status.</summary>
    public static Counter<long> Closed { get; } = AgentTelemetry.Meter.CreateCounter<long>("ecommerce_orders_closed_total");

    /// <summary>Checkouts taken out of the run. Somebody has to look at each of them.</summary>
    public static Counter<long> Parked { get; } = AgentTelemetry.Meter.CreateCounter<long>("ecommerce_checkouts_parked_total");

    /// <summary>Compensations that outlasted their grace. They go on; somebody should look why.</summary>
    public static Counter<long> Overdue { get; } = AgentTelemetry.Meter.CreateCounter<long>("ecommerce_compensations_overdue_total");

    /// <summary>A span of work on a checkout, in the trace of the call that placed the order.</summary>
    public static Activity? Work(OrderCheckout checkout)
    {
        ActivityContext.TryParse(checkout.TraceParent, null, out var parent);
        return AgentTelemetry.Source.StartActivity("checkout", ActivityKind.Internal, parent)?
            .SetTag("order.id", checkout.Order.OrderId.ToString()).SetTag("checkout.phase", Sql.Name(checkout.State.Phase));
    }

    /// <summary>A span that is not recorded, and neither is what happens under it: for polls, which belong to no trace.</summary>
    public static Activity Unrecorded() => new Activity("poll").Start();
}
