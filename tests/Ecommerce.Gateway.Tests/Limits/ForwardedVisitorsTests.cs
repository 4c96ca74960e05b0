using System.Net;
using System.Security.Cryptography.X509Certificates;
using Ecommerce.Gateway.Limits;
using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Spiffe;
using Spiffe.Tls;

namespace Ecommerce.Gateway.Tests.Limits;

public sealed class ForwardedVisitorsTests
{
    private const string Web = "spiffe://agentweave.io/client/web";
    private const string Visitor = "192.0.2.1";

    [Theory]
    [InlineData(Web, Visitor, true)]
    [InlineData(Web, "::ffff:192.0.2.1", true)]
    [InlineData(Web, "192.0.2.2", false)]
    [InlineData(Web, "198.51.100.7, 192.0.2.1", false)]
    [InlineData(Web, "somebody", false)]
    [InlineData(Web, "", false)]
    [InlineData(Web, "192.0.2.1:443", false)]
    [InlineData(Web, null, false)]
    [InlineData("spiffe://agentweave.io/client/cli", Visitor, false)]
    [InlineData("spiffe://agentweave.io/client/web2", Visitor, false)]
    [InlineData("spiffe://partner.example/client/web", Visitor, false)]
    [InlineData(null, Visitor, false)]
    public async Task A_listed_client_alone_is_believed_and_its_visitor_counts_as_at_the_public_port(
        string? peer, string? forwarded, bool asVisitor)
    {
        var context = Requests.Create("POST");
        context.Connection.RemoteIpAddress = IPAddress.Parse("10.0.0.9");
        var before = CounterOf(context, peer, forwarded: null);
        var counter = CounterOf(context, peer, forwarded);
        await new ForwardedVisitors(_ => Task.CompletedTask, Listed(Web)).InvokeAsync(context);

        var visitor = Requests.Create("POST");
        visitor.Connection.RemoteIpAddress = IPAddress.Parse(Visitor);
        Assert.Equal(before, counter);
        Assert.Equal(asVisitor, Callers.CounterOf(context) == Callers.CounterOf(visitor));
        Assert.Equal(peer is not null, Callers.IsClient(context));
    }

    [Fact]
    public async Task A_visitor_who_is_named_twice_is_none()
    {
        var context = Requests.Create("POST");
        var before = CounterOf(context, Web, forwarded: null);
        context.Request.Headers["X-Forwarded-For"] = new string[] { Visitor, Visitor };
        await new ForwardedVisitors(_ => Task.CompletedTask, Listed(Web)).InvokeAsync(context);
        Assert.Equal(before, Callers.CounterOf(context));
    }

    [Theory]
    [InlineData("2001:db8:0:1::7", "2001:db8:0:1:ffff::9", true)]
    [InlineData("2001:db8:0:1::7", "2001:db8:0:2::7", false)]
    [InlineData("fe80::1%2", "fe80::9", true)]
    public async Task A_visitor_by_IPv6_is_counted_by_the_network(string visitor, string neighbour, bool isOne)
    {
        var (one, other) = (Requests.Create("POST"), Requests.Create("POST"));
        foreach (var (context, address) in new[] { (one, visitor), (other, neighbour) })
        {
            CounterOf(context, Web, address);
            await new ForwardedVisitors(_ => Task.CompletedTask, Listed(Web)).InvokeAsync(context);
        }

        Assert.False(Callers.IsClient(Callers.CounterOf(one)));
        Assert.Equal(isOne, Callers.CounterOf(one) == Callers.CounterOf(other));
    }

    [Fact]
    public async Task Nobody_is_believed_where_nobody_is_listed()
    {
        var context = Requests.Create("POST");
        var before = CounterOf(context, Web, Visitor);
        await new ForwardedVisitors(_ => Task.CompletedTask, Listed()).InvokeAsync(context);
        Assert.Equal(before, Callers.CounterOf(context));
    }

    private static CallerCounter CounterOf(HttpContext context, string? peer, string? forwarded)
    {
        context.Features.Set<ISpiffePeerFeature>(peer is null ? null : new Peer(SpiffeId.Parse(peer)));
        context.Request.Headers["X-Forwarded-For"] = forwarded;
        return Callers.CounterOf(context);
    }

    private static AgentSettings Listed(params string[] clients) => new(new ConfigurationBuilder().AddInMemoryCollection(
        clients.Index().Select(client =>
            KeyValuePair.Create($"{AgentSchema.Section}:server:forwarding_clients:{client.Index}", (string?)client.Item))).Build());

    private sealed record Peer(SpiffeId Id) : ISpiffePeerFeature
    {
        public X509Certificate2 Certificate => throw new NotSupportedException("nothing here looks at it");

        public DateTimeOffset NotAfter => DateTimeOffset.MaxValue;

        public CancellationToken Retiring => CancellationToken.None;
    }
}
