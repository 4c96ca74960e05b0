using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;
using Spiffe;

namespace Ecommerce.UserAgent.Tokens;

/// <summary>Verifies the JWT-SVIDs of outside callers through the Workload API.</summary>
/// <param name="source">Asks it.</param>
/// <param name="agent">This agent, for whom they must be.</param>
internal sealed class WorkloadProof(JwtSource source, AgentInfo agent)
{
    private static readonly TimeSpan MaxLife = TimeSpan.FromSeconds(60);

    // The issuer's clock may be ahead.
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(5);

    /// <summary>Whose it is: a SPIFFE ID of the shop's own trust domain.</summary>
    /// <exception cref="ProblemException"><c>unauthenticated</c>: it is not valid, lives for longer than a minute, or does not say since
    /// when; <c>unavailable</c>: the Workload API does not answer.</exception>
    public async Task<string> FindAsync(string token, CancellationToken cancellationToken)
    {
        try
        {
            var svid = await source.ValidateAsync(token, agent.SpiffeId, cancellationToken);
            return svid is not null && svid.Id.TrustDomain.Name == agent.TrustDomain
                && svid.IssuedAt <= source.TimeProvider.GetUtcNow() + Leeway && svid.NotAfter - svid.IssuedAt <= MaxLife
                ? svid.Id.ToString()
                : throw new ProblemException(ErrorCodes.Unauthenticated, "The JWT-SVID is not valid.");
        }
        catch (RpcException exception)
        {
            throw ProblemException.Unavailable("The JWT-SVID cannot be verified now.", exception);
        }
    }
}
