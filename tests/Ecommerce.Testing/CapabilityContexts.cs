using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Tokens;

namespace Ecommerce.Testing;

/// <summary>Calls as an agent serves them, for code that runs while one is served.</summary>
public static class CapabilityContexts
{
    /// <summary>A call.</summary>
    /// <param name="capability">What is called.</param>
    /// <param name="caller">The SPIFFE ID of the peer.</param>
    /// <param name="session">The end user's session; null if there is no user.</param>
    /// <param name="tokens">What came with it.</param>
    public static CapabilityContext Create(Capability capability, string caller, Guid? session, CallTokens tokens) => new()
    {
        Capability = capability,
        Caller = caller,
        Actor = caller,
        UserId = session?.ToString(),
        SessionId = session,
        Tokens = tokens,
        Scope = Scope.Any,
        Deadline = DateTimeOffset.MaxValue,
    };

    /// <summary>Makes it the one that the code after this serves.</summary>
    public static void Enter(CapabilityContext call) => CapabilityContext.Current = call;
}
