using Ecommerce.Contracts.V1;

namespace Ecommerce.Gateway.BrowserSessions;

/// <summary>The session by whose cookie a request came.</summary>
/// <param name="Cookie">The cookie.</param>
/// <param name="Tokens">Its tokens.</param>
internal sealed record BrowserSession(SessionCookie Cookie, SessionTokens Tokens);
