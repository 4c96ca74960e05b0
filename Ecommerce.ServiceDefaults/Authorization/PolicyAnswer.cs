using Ecommerce.ServiceDefaults.Decisions;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>What a rule of the policy answered. Immutable.</summary>
/// <param name="value">The rule's value; null if it is undefined.</param>
internal sealed class PolicyAnswer(RegoValue? value)
{
    public RegoValue? Value { get; } = value;

    /// <summary>The value read as a decision; see <see cref="PolicyResult.Read"/>.</summary>
    public Decision Decision { get; } = PolicyResult.Read(value);
}
