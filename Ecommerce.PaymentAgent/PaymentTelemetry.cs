using System.Diagnostics.Metrics;
using Ecommerce.ServiceDefaults.Telemetry;

namespace Ecommerce.PaymentAgent;

/// <summary>The metrics of payments and refunds.</summary>
internal static class PaymentTelemetry
{
    private static long _overduePayments;
    private static long _overdueRefunds;

    static PaymentTelemetry() => AgentTelemetry.Meter.CreateObservableGauge("ecommerce_payments_overdue", () => new Measurement<long>[]
    {
        new(Volatile.Read(ref _overduePayments), new KeyValuePair<string, object?>("kind", "payment")),
        new(Volatile.Read(ref _overdueRefunds), new KeyValuePair<string, object?>("kind", "refund")),
    });

    /// <summary>Refunds that the provider refused, by kind; an operator should find out why.</summary>
    public static Counter<long> Refused { get; } = AgentTelemetry.Meter.CreateCounter<long>("ecommerce_refunds_refused_total");

    /// <summary>Refunds that failed at the provider after they had succeeded; each needs an operator.</summary>
    public static Counter<long> Reversed { get; } = AgentTelemetry.Meter.CreateCounter<long>("ecommerce_refunds_reversed_total");

    /// <summary>Reports how many payments and refunds wait for the provider for too long.</summary>
    public static void Overdue(long payments, long refunds)
    {
        Volatile.Write(ref _overduePayments, payments);
        Volatile.Write(ref _overdueRefunds, refunds);
    }
}
