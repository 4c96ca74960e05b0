using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.ServiceDefaults.Tokens;

/// <summary>What tokens of one kind have in common. The user agent signs all of them, with ES256.</summary>
/// <param name="Type">The header <c>typ</c>, so that no token passes for one of another kind (RFC 8725, 3.11).</param>
/// <param name="Audience">The claim <c>aud</c>.</param>
/// <param name="Lifetime">From <c>iat</c> to <c>exp</c>, at most.</param>
public sealed record TokenKind(string Type, string Audience, TimeSpan Lifetime)
{
    /// <summary>The claim with the actor, an object with a <c>sub</c> (RFC 8693, 4.1).</summary>
    public const string Actor = "act";

    /// <summary>The claim with the one capability that a transaction token is for.</summary>
    public const string Scope = "scope";

    /// <summary>The claim with what else the transaction is about, an object; its <c>sid</c> is the user's session.</summary>
    public const string TransactionContext = "tctx";

    /// <summary>How long an access token is good.</summary>
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromMinutes(5);

    /// <summary>How long a transaction token is good.</summary>
    public static readonly TimeSpan TransactionLifetime = TimeSpan.FromMinutes(1);

    /// <summary>With which a user calls the gateway (RFC 9068).</summary>
    public static TokenKind Access(AgentInfo agent) => new("at+jwt", agent.IdOf(AgentNames.Gateway), AccessLifetime);

    /// <summary>With which the gateway calls the agents (draft-ietf-oauth-transaction-tokens).</summary>
    public static TokenKind Transaction(AgentInfo agent) => new("txntoken+jwt", agent.TrustDomain, TransactionLifetime);
}
