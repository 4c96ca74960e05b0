using Ecommerce.OrderAgent.Orders;
using Ecommerce.ServiceDefaults.Database;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>A checkout as a replica holds it: the saga's state, its order, and when it is due.</summary>
internal sealed record Checkout
{
    /// <summary>The order that is checked out.</summary>
    public required Order Order { get; init; }

    /// <summary>The saga's state.</summary>
    public required CheckoutState State { get; init; }

    /// <summary>Grows with every write; a write succeeds only on the version that its writer read.</summary>
    public required long Version { get; init; }

    /// <summary>Attempts since the phase began.</summary>
    public int Attempts { get; init; }

    /// <summary>Unexpected exceptions in a row.</summary>
    public int Faults { get; init; }

    /// <summary>Why nothing is done about it until an operator asks for it; null while it is worked on.</summary>
    public string? ParkedReason { get; init; }

    /// <summary>The checkout's end.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The reservation's end.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>The phase's end.</summary>
    public DateTimeOffset? DeadlineAt { get; init; }

    /// <summary>Whether the phase's end had come, by the database's clock, when this was read.</summary>
    public bool DeadlinePassed { get; init; }

    /// <summary>Whether this replica holds the lease and continues at once.</summary>
    public bool Leased { get; init; }

    /// <summary>The key under which it was asked for.</summary>
    public IdempotencyKey? Idempotency { get; init; }

    /// <summary>The W3C traceparent of the call that placed the order; all work on it belongs to that trace.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Whether the buyer's answer is known.</summary>
    public bool Closed => State.OrderStatus != Contracts.V1.OrderStatus.Pending;
}
