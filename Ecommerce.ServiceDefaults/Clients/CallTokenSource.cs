using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>The tokens that go with a call.</summary>
/// <param name="peer">The callee's SPIFFE ID.</param>
/// <param name="scope">What is called, by its name; null where nothing goes with the call.</param>
/// <param name="cancellationToken">Ends the waiting.</param>
/// <exception cref="ProblemException">There are none, so the call must not be made.</exception>
public delegate ValueTask<CallTokens> CallTokenSource(string peer, string? scope, CancellationToken cancellationToken);

/// <summary>What an agent behind the gateway sends.</summary>
internal static class ForwardedToken
{
    /// <summary>
    /// The token of the call that this code serves goes on; what is no capability, and background work, has none, and is the agent's own.
    /// </summary>
    public static ValueTask<CallTokens> OfAsync(string peer, string? scope, CancellationToken cancellationToken) =>
        new(new CallTokens(scope is null ? null : CapabilityContext.Current?.Tokens.Transaction));
}
