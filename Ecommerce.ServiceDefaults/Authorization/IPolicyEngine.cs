using Rego;

namespace Ecommerce.ServiceDefaults;

/// <summary>Decides by the Rego package of an agent: in process, or by asking an OPA server.</summary>
internal interface IPolicyEngine
{
    /// <summary>Evaluates <c>data.{agent}.authz.decision</c>; null if it is undefined.</summary>
    ValueTask<RegoValue?> EvaluateAsync(RegoValue input, CancellationToken ct);
}
