using Ecommerce.ServiceDefaults.Decisions;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>Evaluates an agent's Rego package, in process or in an OPA server.</summary>
internal interface IPolicyEngine
{
    /// <summary>Why the running policies are older than those in their folder; null while they are not.</summary>
    string? Stale { get; }

    /// <summary>Evaluates a rule of <c>data.{agent}.authz</c> over the input that <see cref="PolicyInput"/> describes.</summary>
    /// <exception cref="PolicyUnavailableException">There is no answer.</exception>
    ValueTask<PolicyAnswer> EvaluateAsync(PolicyRule rule, AuthorizationRequest request, CancellationToken cancellationToken);
}
