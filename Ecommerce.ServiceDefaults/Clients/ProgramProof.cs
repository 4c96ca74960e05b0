using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;
using Grpc.Core;
using Spiffe;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>
/// What a program sends to the gateway: a JWT-SVID of its own for the user agent, which alone believes it. To an agent itself the
/// connection says who calls.
/// </summary>
/// <param name="source">The program's JWT-SVIDs.</param>
public sealed class ProgramProof(JwtSource source)
{
    /// <summary>A <see cref="CallTokenSource"/>.</summary>
    public async ValueTask<CallTokens> OfAsync(string peer, string? scope, CancellationToken cancellationToken)
    {
        var userAgent = new AgentInfo(AgentNames.User, SpiffeId.Parse(peer).TrustDomain.Name);
        return peer == userAgent.IdOf(AgentNames.Gateway)
            ? new(Actor: await FetchAsync(userAgent.SpiffeId, cancellationToken))
            : default;
    }

    /// <summary>The JWT-SVID.</summary>
    /// <param name="userAgent">The SPIFFE ID of the user agent, for whom it is.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ProblemException"><c>unavailable</c>: the Workload API gives none.</exception>
    public async ValueTask<string> FetchAsync(string userAgent, CancellationToken cancellationToken)
    {
        try
        {
            return (await source.FetchAsync(userAgent, cancellationToken)).Token;
        }
        catch (Exception exception) when (exception is RpcException or FormatException)
        {
            throw new ProblemException(ErrorCodes.Unavailable, "There is no JWT-SVID to prove who calls.", inner: exception)
            {
                IsOwn = true,
            };
        }
    }
}
