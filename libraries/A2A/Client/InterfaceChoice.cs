using A2A.Errors;
using A2A.V1;

namespace A2A.Client;

/// <summary>Which of a card's interfaces is called (A2A 8.3.2).</summary>
internal static class InterfaceChoice
{
    /// <summary>The first that is spoken here.</summary>
    /// <param name="card">The agent's.</param>
    /// <param name="bindings">Which are spoken.</param>
    /// <param name="discovered">
    /// Where the card came from; null if the caller vouches for it. A card that was discovered sends the caller's tokens to no other
    /// host, and to none in plaintext that came by TLS.
    /// </param>
    /// <exception cref="A2AException">There is none.</exception>
    public static (AgentInterface Interface, Uri Address) Choose(AgentCard card, IReadOnlyList<string> bindings, Uri? discovered)
    {
        foreach (var candidate in card.SupportedInterfaces)
        {
            if (bindings.Contains(candidate.ProtocolBinding)
                && A2AProtocol.IsSupported(candidate.ProtocolVersion)
                && Address(candidate, discovered) is { } address
                && (discovered is null || IsAsSafe(address, discovered)))
            {
                return (candidate, address);
            }
        }

        throw new A2AException(A2AError.VersionNotSupported, "The agent's card has no interface that can be called from here.");
    }

    private static Uri? Address(AgentInterface candidate, Uri? discovered)
    {
        // host:port, for which the card's own scheme holds; TLS if nothing is known.
        var text = candidate.ProtocolBinding == A2AProtocol.Grpc && !candidate.Url.Contains("://", StringComparison.Ordinal)
            ? $"{discovered?.Scheme ?? Uri.UriSchemeHttps}://{candidate.Url}"
            : candidate.Url;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "https" or "http" } ? address : null;
    }

    private static bool IsAsSafe(Uri address, Uri discovered) =>
        address.IdnHost.Equals(discovered.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (address.Scheme == Uri.UriSchemeHttps || discovered.Scheme == Uri.UriSchemeHttp);
}
