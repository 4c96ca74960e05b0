using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>Asks the process's own policy about its calls to others, on behalf of the call that this code serves.</summary>
/// <param name="self">The process's SPIFFE ID.</param>
/// <param name="authorizer">Decides.</param>
internal sealed class OutboundPolicy(string self, Authorizer authorizer)
{
    /// <summary>Refuses a call that the policy does not allow.</summary>
    /// <exception cref="ProblemException"><c>forbidden</c>, or <c>unavailable</c> where there is no decision.</exception>
    public async ValueTask AuthorizeAsync(
        string peer, string action, Capability? capability, IMessage? request, CancellationToken cancellationToken)
    {
        var decision = await authorizer.DecideAsync(Question(peer, action, capability, request), cancellationToken);
        if (!decision.Allow)
        {
            throw ProblemException.Forbidden();
        }
    }

    /// <summary>Refuses a capability that the policy would not allow with any request.</summary>
    /// <param name="peer">The callee.</param>
    /// <param name="capability">What would be called; null for a name that no capability has, which is refused alike.</param>
    /// <param name="cancellationToken">The caller leaves.</param>
    /// <exception cref="ProblemException"><c>forbidden</c>.</exception>
    public async Task RequireVisibleAsync(string peer, Capability? capability, CancellationToken cancellationToken)
    {
        var question = Question(peer, capability?.Name ?? Authorizer.UnknownAction, capability, request: null);
        if (capability is null)
        {
            throw await authorizer.RefuseAsync(question, cancellationToken);
        }

        await authorizer.RequireVisibleAsync(question, cancellationToken);
    }

    private AuthorizationRequest Question(string peer, string action, Capability? capability, IMessage? request)
    {
        var call = CapabilityContext.Current;
        return new(Direction.Outbound, self, peer, action, call?.Actor ?? self, call?.UserId, request)
        {
            Capability = capability,
            IsAnonymous = call is { IsAnonymous: true },
        };
    }
}
