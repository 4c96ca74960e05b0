using Ecommerce.ServiceDefaults.Tokens;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>Sends a program's <see cref="ProgramProof"/> with each HTTP request to the gateway.</summary>
/// <param name="proof">The program's.</param>
/// <param name="userAgent">The SPIFFE ID of the user agent.</param>
public sealed class ProgramProofHandler(ProgramProof proof, string userAgent) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add(CallTokens.ActorHeader, await proof.FetchAsync(userAgent, cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }
}
