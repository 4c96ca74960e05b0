using Ecommerce.ServiceDefaults.Decisions;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>What a rule of the policy answered. Immutable.</summary>
/// <param name="value">The rule's value; null if it is undefined.</param>
/// <param name="revision">Names the policies that answered; empty if only the server that evaluates them knows.</param>
internal sealed class PolicyAnswer(RegoValue? value, string revision = "")
{
    public RegoValue? Value { get; } = value;

    public string Revision { get; } = revision;

    /// <summary>The value read as a decision; see <see cref="PolicyResult.Read"/>.</summary>
    public Decision Decision { get; } = PolicyResult.Read(value);
}
