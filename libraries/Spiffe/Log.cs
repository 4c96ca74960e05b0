using System.Net;
using Microsoft.Extensions.Logging;
using Spiffe.Tls;

namespace Spiffe;

/// <summary>What this library logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Workload API at {Endpoint}: {Reason}")]
    public static partial void StreamEnded(ILogger logger, EndPoint endpoint, string reason);

    [LoggerMessage(2, LogLevel.Critical, "The Workload API rejects the call as invalid, so this process gets no new identity: {Reason}")]
    public static partial void StreamRefused(ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Error, "An update of the Workload API is refused: {Reason}")]
    public static partial void UpdateRefused(ILogger logger, string reason);

    [LoggerMessage(4, LogLevel.Information, "SVID of {SpiffeId}, generation {Generation}, valid until {NotAfter:u}, {Bundles} bundles")]
    public static partial void Updated(ILogger logger, SpiffeId spiffeId, long generation, DateTimeOffset notAfter, int bundles);

    [LoggerMessage(5, LogLevel.Error, "A listener to a change of SVIDs or bundles failed")]
    public static partial void HandlerFailed(ILogger logger, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "Peer {Peer} is refused, {Refusal}: {Reason}")]
    public static partial void PeerRefused(ILogger logger, EndPoint? peer, PeerRefusal refusal, string reason);

    [LoggerMessage(7, LogLevel.Information, "Connection with {SpiffeId} is closed: {Reason}")]
    public static partial void ConnectionClosed(ILogger logger, SpiffeId spiffeId, string reason);

    [LoggerMessage(8, LogLevel.Warning, "A federated trust domain is left out: {Reason}")]
    public static partial void BundleLeftOut(ILogger logger, string reason);

    [LoggerMessage(9, LogLevel.Critical, "The identities of {SpiffeId} are no longer used: for {Grace} the Workload API says {Reason}")]
    public static partial void Revoked(ILogger logger, SpiffeId spiffeId, TimeSpan grace, string reason);

    [LoggerMessage(10, LogLevel.Warning, "{Count} more peers are refused, {Refusal}; the last was {Peer}: {Reason}")]
    public static partial void PeersRefused(ILogger logger, long count, PeerRefusal refusal, EndPoint? peer, string reason);
}
