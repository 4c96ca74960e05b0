using Rego.Values;

namespace Ecommerce.Cli.Authz;

/// <summary>A call that policies are asked about.</summary>
/// <param name="Caller">The SPIFFE ID of who calls.</param>
/// <param name="Callee">The SPIFFE ID of who is called.</param>
/// <param name="Action">A capability, or an action such as <c>agent.health</c>.</param>
/// <param name="Members">Members of the input beyond those: actor, user, request, context, ….</param>
internal sealed record PolicyCall(string Caller, string Callee, string Action, RegoValue Members);
