using Rego.Values;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>Decides by the Rego package of an agent: in process, or by asking an OPA server.</summary>
internal interface IPolicyEngine
{
    /// <summary>Why the policies that decide are not those that were put in their place; null while they are.</summary>
    string? Stale { get; }

    /// <summary>Evaluates a rule of <c>data.{agent}.authz</c>; null if it is undefined.</summary>
    /// <exception cref="PolicyUnavailableException">There is no answer.</exception>
    ValueTask<RegoValue?> EvaluateAsync(PolicyRule rule, RegoValue input, CancellationToken cancellationToken);
}
