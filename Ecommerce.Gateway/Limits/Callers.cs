using System.Net;
using Ecommerce.ServiceDefaults.Tasks;
using Spiffe.Tls;

namespace Ecommerce.Gateway.Limits;

/// <summary>Identifies callers for counting.</summary>
internal static class Callers
{
    // Callers are counted by a hash with a secret seed, so that any number of them needs no more counters than this. Two callers rarely
    // share one, and no caller can choose whose.
    private const int Counters = 16_384;

    // RFC 4291 2.5.4: an interface has 64 bits, and who owns a network has all of its addresses.
    private const int NetworkBytes = 8;

    // RFC 6177 2: one customer of a provider may have as much as this, which is 65,536 of the networks above.
    private const int SiteBytes = 6;

    /// <summary>Whether the request came in by mutual TLS, also where it is a visitor's.</summary>
    public static bool IsClient(HttpContext context) => context.Features.Get<ISpiffePeerFeature>() is not null;

    /// <summary>Whether a counter is of a SPIFFE ID, and not of an address.</summary>
    public static bool IsClient(int counter) => counter >= Counters;

    /// <summary>
    /// The counter of the request's caller: its address's at the public port; on mutual TLS that of the visitor whose request it is, or
    /// else its SPIFFE ID's.
    /// </summary>
    public static CallerCounter CounterOf(HttpContext context) => context.Features.Get<ForwardedVisitor>() is { } visitor
        ? CounterOf(visitor.Address)
        : context.Features.Get<ISpiffePeerFeature>() is { } peer
            ? CounterOf(peer.Id.ToString())
            : CounterOf(context.Connection.RemoteIpAddress ?? IPAddress.None);

    /// <summary>The counter of a task's caller: the same.</summary>
    public static CallerCounter CounterOf(TaskCaller caller) =>
        caller.Peer is { } peer ? CounterOf(peer) : CounterOf(caller.Address ?? IPAddress.None);

    /// <summary>The counter of a SPIFFE ID.</summary>
    public static CallerCounter CounterOf(string spiffeId) =>
        new(Counters + (int)((uint)HashCode.Combine(spiffeId) % Counters));

    private static CallerCounter CounterOf(IPAddress address)
    {
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        return bytes.Length > NetworkBytes
            ? new(CounterOf(bytes.AsSpan(0, NetworkBytes)), CounterOf(bytes.AsSpan(0, SiteBytes)))
            : new(CounterOf(bytes));
    }

    private static int CounterOf(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return (int)((uint)hash.ToHashCode() % Counters);
    }
}
