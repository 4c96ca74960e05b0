using System.Globalization;
using System.Net;
using Ecommerce.ServiceDefaults.Audit;

namespace Ecommerce.ServiceDefaults.Tests.Audit;

public sealed class AuditCountsTests
{
    [Fact]
    public void However_many_addresses_ask_the_kinds_that_are_told_apart_are_bounded()
    {
        var counts = new AuditCounts();
        const int Asked = 50_000;
        for (var i = 0; i < Asked; i++)
        {
            counts.Add(new(AuditEvent.RequestRefused, "not_found", "public", i.ToString(CultureInfo.InvariantCulture)));
        }

        var taken = counts.Take();
        Assert.Equal(AuditCounts.KeyLimit + 1, taken.Count);
        Assert.Equal(Asked, taken.Values.Sum());
        Assert.Empty(counts.Take());
    }

    [Fact]
    public void Strangers_have_so_many_rows_a_minute_for_each_action_and_outcome()
    {
        var counts = new AuditCounts();
        Assert.Equal(AuditCounts.RowLimit, Enumerable.Range(0, 1000).Count(_ => counts.TryTakeRow("refresh_session", "unauthenticated")));
        Assert.True(counts.TryTakeRow("refresh_session", "ok"));
        Assert.True(counts.TryTakeRow("handle_provider_event", "unauthenticated"));
        counts.Take();
        Assert.True(counts.TryTakeRow("refresh_session", "unauthenticated"));
    }

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    public void An_address_is_known_by_its_prefix(string address, string prefix) =>
        Assert.Equal(prefix, RequestOrigin.PrefixOf(IPAddress.Parse(address)));
}
