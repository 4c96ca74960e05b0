using System.Net;
using System.Net.Sockets;

namespace Ecommerce.ServiceDefaults.A2A.Push;

/// <summary>
/// Which addresses are a stranger's to name: those of the public Internet, by the registries of special-purpose addresses (RFC 6890, RFC
/// 8190). What holds another address is as public as that.
/// </summary>
internal static class PublicAddress
{
    // This network, private (RFC 1918), shared (RFC 6598), loopback, link-local, protocols, documentation, the relays of 6to4, benchmarks,
    // multicast, and what is reserved with broadcast.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // All others are not assigned, private (RFC 4193), link-local, site-local or multicast.
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    // Protocols with Teredo, and documentation.
    private static readonly IPNetwork[] GlobalSpecial =
        [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("3fff::/20")];

    // Where the IPv4 address begins that an address of IPv6 holds: of NAT64 (RFC 6052; that of RFC 8215 is for one's own network, and not
    // public itself) and of 6to4 (RFC 3056).
    private static readonly (IPNetwork Network, int Offset)[] Holding =
    [
        (IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2),
    ];

    /// <summary>Whether an address may be called.</summary>
    /// <param name="address">The address.</param>
    /// <param name="allowed">Networks that may be called although they are not public.</param>
    public static bool MayBeCalled(IPAddress address, IReadOnlyList<IPNetwork> allowed)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return MayBeCalled(address.MapToIPv4(), allowed);
        }

        if (allowed.Any(network => network.Contains(address)))
        {
            return true;
        }

        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !Special.Any(network => network.Contains(address));
        }

        foreach (var (network, offset) in Holding)
        {
            if (network.Contains(address))
            {
                return MayBeCalled(new IPAddress(address.GetAddressBytes().AsSpan(offset, 4)), allowed);
            }
        }

        return Global.Contains(address) && !GlobalSpecial.Any(network => network.Contains(address));
    }
}
