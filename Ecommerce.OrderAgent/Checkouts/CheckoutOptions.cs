using Ecommerce.ServiceDefaults.Resilience;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>The checkout's times, from the configuration's section <c>Checkout</c>.</summary>
internal sealed record CheckoutOptions
{
    /// <summary>How much longer than its checkout a hold lasts.</summary>
    public static readonly TimeSpan HoldMargin = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(100);

    // Each attempt after a refusal is a refund of its own, in the payment agent's books and at the provider, who may refuse for days.
    private static readonly TimeSpan RefundBackoffCap = TimeSpan.FromHours(1);

    /// <summary>How long an order may take until its money is taken. The hold adds <see cref="HoldMargin"/> to it.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long a replica owns a checkout without renewing, by the database's clock; at most 5 s.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the pivot, a compensation or a return may take before operators are told of it.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a promised refund may take before operators are told of it: as long as the payment agent allows it.</summary>
    public TimeSpan SettleGrace { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The longest pause between two attempts.</summary>
    public TimeSpan BackoffCap { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How often a payment that waits for the buyer, or a refund that has ended, is looked up, should its event be missed.
    /// </summary>
    public TimeSpan ActionPollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest pause between two looks at a promised refund: the event of its success comes by itself, that of its failure does not.
    /// </summary>
    public TimeSpan SettleBackoffCap { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often due checkouts are looked for.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The layout of the checkouts that this replica begins, and the newest that it knows. It is no setting: only a replica that plays the
    /// next version has another one than the code.
    /// </summary>
    internal int SchemaVersion { get; init; } = CheckoutState.SchemaVersion;

    /// <summary>The table. It is no setting: only a replica that plays a faulty one has another.</summary>
    internal Func<CheckoutState, CheckoutEvent, CheckoutState> Decide { get; init; } = CheckoutSaga.Decide;

    /// <summary>How long the reservation is asked to last.</summary>
    public TimeSpan Hold => Deadline + HoldMargin;

    /// <summary>The pauses between attempts without an answer.</summary>
    public Backoff Backoff => new(FirstBackoff, BackoffCap);

    /// <summary>The pauses between refunds that the provider refuses.</summary>
    public Backoff RefundBackoff => new(FirstBackoff, RefundBackoffCap, BackoffCap / 2);

    /// <summary>The pauses between looks at a promised refund, most of which end within seconds, and some after days.</summary>
    public Backoff SettleBackoff => new(BackoffCap, SettleBackoffCap, BackoffCap);

    /// <summary>Refuses times that the saga's rules do not allow.</summary>
    /// <exception cref="InvalidDataException">Names the setting.</exception>
    public void EnsureValid()
    {
        if (Deadline < TimeSpan.FromSeconds(1) || Deadline > TimeSpan.FromMinutes(55))
        {
            throw new InvalidDataException($"Checkout:Deadline is {Deadline}; it must be from 1 second to 55 minutes.");
        }

        if (Lease < TimeSpan.FromMilliseconds(500) || Lease > TimeSpan.FromSeconds(5))
        {
            throw new InvalidDataException($"Checkout:Lease is {Lease}; it must be from 0.5 to 5 seconds.");
        }
    }
}
