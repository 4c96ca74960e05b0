using Microsoft.AspNetCore.Http;

namespace Ecommerce.ServiceDefaults.Tokens;

/// <summary>The tokens that came with a call or go with it, as they are: nothing is verified yet.</summary>
/// <param name="Transaction">The transaction token; only between the shop's agents.</param>
/// <param name="Authorization">The header <c>Authorization</c>, with the user's access token; only at the gateway.</param>
/// <param name="Actor">The JWT-SVID by which an outside caller proves to the user agent who it is; only at the gateway.</param>
public readonly record struct CallTokens(string? Transaction = null, string? Authorization = null, string? Actor = null)
{
    /// <summary>The header and metadata of transaction tokens (draft-ietf-oauth-transaction-tokens, Txn-Token HTTP Header).</summary>
    public const string TransactionHeader = "txn-token";

    /// <summary>The header and metadata of the outside caller's JWT-SVID, the <c>actor_token</c> of RFC 8693.</summary>
    public const string ActorHeader = "actor-token";

    internal const string AuthorizationHeader = "authorization";

    /// <summary>Reads them. A header that is given several times is none that verifies.</summary>
    public static CallTokens Read(IHeaderDictionary headers) =>
        new(ValueOf(headers, TransactionHeader), ValueOf(headers, AuthorizationHeader), ValueOf(headers, ActorHeader));

    /// <summary>Nothing of the tokens: it may end in a log.</summary>
    public override string ToString() => nameof(CallTokens);

    private static string? ValueOf(IHeaderDictionary headers, string name) =>
        headers[name] is { Count: > 0 } values ? values.ToString() : null;
}
