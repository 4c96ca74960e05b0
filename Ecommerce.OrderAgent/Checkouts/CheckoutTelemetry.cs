using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Telemetry;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>The metrics and spans of checkouts.</summary>
internal static class CheckoutTelemetry
{
    /// <summary>Orders that were closed for the buyer, by status.</summary>
    private static Counter<long> Closed { get; } = AgentTelemetry.Meter.CreateCounter<long>("ecommerce_orders_closed_total");

    /// <summary>Checkouts that were parked. Each needs an operator.</summary>
    public static Counter<long> Parked { get; } = AgentTelemetry.Meter.CreateCounter<long>("ecommerce_checkouts_parked_total");

    /// <summary>Phases without an end that outlasted their grace. They go on; an operator should find out why.</summary>
    private static Counter<long> Overdue { get; } = AgentTelemetry.Meter.CreateCounter<long>("ecommerce_checkouts_overdue_total");

    /// <summary>A span of work on a checkout, in the trace of the call that placed the order.</summary>
    public static Activity? Work(Checkout checkout)
    {
        ActivityContext.TryParse(checkout.TraceParent, null, out var parent);
        return AgentTelemetry.Start("checkout", parent: parent)?
            .SetTag("order.id", checkout.Order.OrderId.ToString()).SetTag("checkout.phase", checkout.State.Phase.ToColumn());
    }

    /// <summary>Logs and counts a step that was committed.</summary>
    public static void Report(ILogger logger, CheckoutStep step)
    {
        var (orderId, before, after) = (step.Before.Order.OrderId, step.Before.State, step.After.State);
        if (before.Phase != after.Phase)
        {
            Log.Stepped(logger, orderId, before.Phase, after.Phase);
        }

        // A capture that is told after the end opens a compensation that keeps its order closed; it has outlasted nothing yet.
        if (after.Overdue && !before.Overdue && before.Phase == after.Phase)
        {
            Log.Overdue(logger, orderId, after.Phase, after.OrderStatus, after.Todo);
            Overdue.Add(1, new KeyValuePair<string, object?>("phase", after.Phase.ToColumn()));
        }

        if (before.OrderStatus != after.OrderStatus)
        {
            Closed.Add(1, new KeyValuePair<string, object?>("status", after.OrderStatus.ToColumn()));
        }
    }
}
