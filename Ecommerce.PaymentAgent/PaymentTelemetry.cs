using System.Diagnostics.Metrics;
using Ecommerce.ServiceDefaults.Telemetry;

namespace Ecommerce.PaymentAgent;

/// <summary>The metrics of payments and refunds.</summary>
internal static class PaymentTelemetry
{
    private static readonly Gauge<long> Waiting = AgentTelemetry.Meter.CreateGauge<long>("ecommerce_payments_overdue");

    /// <summary>The number of the last event. Whoever follows them says how far it is.</summary>
    public static Gauge<long> LastEvent { get; } = AgentTelemetry.Meter.CreateGauge<long>("ecommerce_payment_events_last");

    /// <summary>Refunds that the provider refused, by kind; an operator should find out why.</summary>
    public static Counter<long> Refused { get; } = AgentTelemetry.Meter.CreateCounter<long>("ecommerce_refunds_refused_total");

    /// <summary>Refunds that failed at the provider after they had succeeded; each needs an operator.</summary>
    public static Counter<long> Reversed { get; } = AgentTelemetry.Meter.CreateCounter<long>("ecommerce_refunds_reversed_total");

    /// <summary>Reports how many payments and refunds wait for the provider for too long.</summary>
    public static void Overdue(long payments, long refunds)
    {
        Waiting.Record(payments, new KeyValuePair<string, object?>("kind", "payment"));
        Waiting.Record(refunds, new KeyValuePair<string, object?>("kind", "refund"));
    }
}
