using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;

namespace Ecommerce.Gateway.Shedding;

/// <summary>What is refused first when the shop has more to do than it can, and what last.</summary>
internal enum Priority
{
    /// <summary>Lists, exports, and what anyone may look at.</summary>
    Browsing,

    /// <summary>Reading one thing of a user's own, such as an order.</summary>
    Reading,

    /// <summary>New checkouts, and whatever else changes something.</summary>
    Changing,

    /// <summary>Signing up, in and out, health, and what providers report. It waits for no turn: it has limits of its own.</summary>
    Vital,
}

/// <summary>Tells priorities by what the contract says of a capability.</summary>
internal static class Priorities
{
    public static Priority Of(Capability capability) => capability switch
    {
        { Agent: AgentNames.Gateway, Name: "health" } => Priority.Vital,
        { Idempotency: Idempotency.Safe } when capability.Audience == Audience.Anyone || IsLarge(capability) => Priority.Browsing,
        { Idempotency: Idempotency.Safe } => Priority.Reading,
        { Audience: Audience.Anyone } => Priority.Vital,
        _ => Priority.Changing,
    };

    private static bool IsLarge(Capability capability) =>
        capability.Name.StartsWith("list_", StringComparison.Ordinal) || capability.Name.StartsWith("export_", StringComparison.Ordinal);
}
