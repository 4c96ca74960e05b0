using Ecommerce.Contracts.V1;

namespace Ecommerce.PaymentAgent;

/// <summary>When the provider is asked again.</summary>
internal static class Backoff
{
    /// <summary>
    /// How long a row that was taken to be worked on is left alone by everybody else. More than a provider's slowest answer, so that work
    /// is seldom done twice; doing it twice is harmless.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    /// <summary>How long a voided payment's charge may still turn up.</summary>
    public static readonly TimeSpan LateCaptures = TimeSpan.FromHours(24);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Cap = TimeSpan.FromSeconds(2);

    // A buyer who has completed the action waits for this answer; one who has left for long does not.
    private static readonly TimeSpan ActionCap = TimeSpan.FromSeconds(1);
    private const int PromptAttempts = 300;

    private static readonly TimeSpan LateCap = TimeSpan.FromMinutes(1);

    public static TimeSpan After(Payment payment) => After(payment.Attempts, payment.Status switch
    {
        PaymentStatus.RequiresAction => payment.Attempts < PromptAttempts ? ActionCap : LateCap,
        PaymentStatus.Voided => LateCap,
        _ => Cap,
    });

    public static TimeSpan After(Refund refund) => After(refund.Attempts, Cap);

    /// <summary>Half to all of a time span, so that those who wait do not wake together.</summary>
    public static TimeSpan Jitter(TimeSpan span) => span * (0.5 + (0.5 * Random.Shared.NextDouble()));

    private static TimeSpan After(int attempts, TimeSpan cap)
    {
        var doubled = First * (1 << Math.Clamp(attempts - 1, 0, 16));
        return Jitter(doubled < cap ? doubled : cap);
    }
}
