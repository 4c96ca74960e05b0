using Rego;

namespace Ecommerce.ServiceDefaults;

/// <summary>Decides by the Rego package of an agent: in process, or by asking an OPA server.</summary>
internal interface IPolicyEngine
{
    /// <summary>Evaluates a rule of <c>data.{agent}.authz</c>; null if it is undefined.</summary>
    ValueTask<RegoValue?> EvaluateAsync(PolicyRule rule, RegoValue input, CancellationToken ct);
}
