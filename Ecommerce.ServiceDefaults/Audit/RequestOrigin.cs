using System.Net;
using Ecommerce.ServiceDefaults.Transport;
using Spiffe.Tls;

namespace Ecommerce.ServiceDefaults.Audit;

/// <summary>The listener and address of the current request, and whether it was decided.</summary>
internal sealed class RequestOrigin(Listeners listener, IPAddress? address)
{
    private static readonly AsyncLocal<RequestOrigin?> Ambient = new();

    /// <summary>The request that this code serves; null in background work.</summary>
    public static RequestOrigin? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>Whether what became of the request is recorded already.</summary>
    public bool IsDecided { get; set; }

    /// <summary>The count of the current request.</summary>
    public static AuditCount Count(string eventType, string outcome, string? callerId = null, string? action = null) =>
        new(eventType, outcome, Current?.ListenerName, Current?.Prefix, callerId, action);

    /// <summary>
    /// The count of the current request if it is refused before a decision, by code that knows its caller and action.
    /// </summary>
    public static AuditCount Refuse(string outcome, string callerId, string action)
    {
        if (Current is { } origin)
        {
            origin.IsDecided = true;
        }

        return Count(AuditEvent.RequestRefused, outcome, callerId, action);
    }

    /// <summary>The count of a peer that a handshake refused.</summary>
    public static AuditCount Refused(RefusedPeer peer, Listeners listener) => new(
        AuditEvent.PeerVerification, RequestRefusal.Of(peer.Refusal), NameOf(listener), PrefixOf((peer.Address as IPEndPoint)?.Address));

    /// <summary>An address's network: /24 of IPv4, /64 of IPv6.</summary>
    public static string? PrefixOf(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        var length = bytes.Length == 4 ? 3 : 8;
        bytes.AsSpan(length).Clear();
        return $"{new IPAddress(bytes)}/{length * 8}";
    }

    /// <summary>The listener's name in logs and audit.</summary>
    public string ListenerName => NameOf(listener);

    private string? Prefix => PrefixOf(address);

    private static string NameOf(Listeners listener) => listener switch
    {
        Listeners.Public => "public",
        Listeners.GrpcHealth => "grpc_health",
        Listeners.HttpHealth => "http_health",
        _ => "mtls",
    };
}
