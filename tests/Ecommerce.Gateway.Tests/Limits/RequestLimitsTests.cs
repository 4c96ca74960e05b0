using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Ecommerce.Gateway.Limits;
using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.Gateway.Tests.Limits;

public sealed class RequestLimitsTests
{
    [Fact]
    public void The_defaults_are_those_that_the_configuration_tells_of() =>
        Assert.Equal(
            new LimitSettings(2000, 50, 100, 20, 200, 10, 500, 50, 20, 1000, 32),
            new AgentSettings(new ConfigurationBuilder().Build()).Limits);

    [Fact]
    public void An_address_may_send_a_burst_and_then_waits_for_a_known_time()
    {
        using var limiter = RequestLimits.Create(new(1000, AddressRequestsPerSecond: 1, AddressBurst: 3, 1, 1, 1, 1, 1, 1, 1, 1));
        Assert.InRange(Enumerable.Range(0, 100).Count(_ => Ask(limiter, "192.0.2.1")), 3, 50);
        using var refused = limiter.AttemptAcquire(From("192.0.2.1"));
        Assert.True(refused.TryGetMetadata(MetadataName.RetryAfter, out var wait));
        Assert.Equal(TimeSpan.FromSeconds(1), wait);
        Assert.True(Ask(limiter, "198.51.100.7"));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", true)]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.2", false)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void A_network_of_64_bits_counts_as_one_address(string one, string other, bool same) =>
        Assert.Equal(same, Callers.CounterOf(From(one)) == Callers.CounterOf(From(other)));

    [Theory]
    [InlineData("2001:db8:1:{0:x}::1", true)]
    [InlineData("2001:db8:{0:x}:1::1", false)]
    [InlineData("::ffff:192.0.2.{0}", false)]
    public void Addresses_of_one_customers_network_of_IPv6_have_eight_times_as_much_in_all(string address, bool together)
    {
        using var limiter = RequestLimits.Create(new(1000, AddressRequestsPerSecond: 1, AddressBurst: 3, 1, 1, 1, 1, 1, 1, 1, 1));
        var from = Enumerable.Range(1, 100).Select(i => string.Format(CultureInfo.InvariantCulture, address, i)).ToList();
        Assert.InRange(from.Count(one => Ask(limiter, one)), together ? 24 : 90, together ? 80 : 100);
        Assert.Equal(!together, Ask(limiter, string.Format(CultureInfo.InvariantCulture, address, 255)));
        Assert.True(Ask(limiter, "2001:db8:ffff::1"));
    }

    [Fact]
    public void However_many_addresses_come_the_counters_are_bounded()
    {
        var counters =
            Enumerable.Range(0, 100_000).Select(i => Callers.CounterOf(From($"10.{i >> 16}.{(i >> 8) & 255}.{i & 255}"))).Distinct()
                .Count();
        Assert.InRange(counters, 10_000, 16_384);
    }

    [Fact]
    public void What_an_address_is_refused_takes_nothing_from_the_others()
    {
        using var limiter = RequestLimits.Create(
            new(RequestsPerSecond: 100, AddressRequestsPerSecond: 1, AddressBurst: 10, 1, 1, 1, 1, 1, 1, 1, 1));
        Assert.InRange(Enumerable.Range(0, 500).Count(_ => Ask(limiter, "192.0.2.1")), 10, 50);
        Assert.Equal(10, Enumerable.Range(0, 10).Count(_ => Ask(limiter, "198.51.100.7")));
    }

    private static bool Ask(PartitionedRateLimiter<HttpContext> limiter, string address) => Ask(limiter, From(address));

    private static bool Ask(PartitionedRateLimiter<HttpContext> limiter, HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    private static DefaultHttpContext From(string address)
    {
        var context = Requests.Create("GET");
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context;
    }
}
