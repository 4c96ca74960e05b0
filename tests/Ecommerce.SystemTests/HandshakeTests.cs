using System.Security.Authentication;
using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>Who does not prove an identity of the shop's trust domain gets no byte of HTTP from any port of mutual TLS.</summary>
public sealed class HandshakeTests(ShopFixture shop)
{
    private static readonly byte[] Http2 = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, 4, 0, 0, 0, 0, 0];

    public static TheoryData<string> Agents => [.. AgentNames.All];

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task A_certificate_that_the_shops_authority_signed_gets_an_answer(string agent)
    {
        // What the others differ in from this is why they are refused.
        using var authority = Forger.WithKeyOf(shop);
        var answer = await Handshake.TryAsync(shop, agent, authority.Leaf("spiffe://agentweave.io/client/cli"));
        Assert.StartsWith("HTTP/1.1 ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task No_certificate_gets_nothing(string agent) => Assert.Equal("", await Handshake.TryAsync(shop, agent, leaf: null));

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task The_right_ID_from_another_authority_gets_nothing(string agent)
    {
        using var stranger = Forger.WithOwnKey(shop);
        Assert.Equal("", await Handshake.TryAsync(shop, agent, stranger.Leaf(ShopFixture.IdOf(AgentNames.Gateway))));
    }

    [Theory]
    [InlineData("spiffe://agentweave.io.evil.example/agent/gateway")]
    [InlineData("spiffe://evil.example/agent/gateway")]
    [InlineData("https://agentweave.io/agent/gateway")]
    public async Task An_ID_of_another_trust_domain_gets_nothing_from_the_right_authority(string id)
    {
        using var authority = Forger.WithKeyOf(shop);
        Assert.Equal("", await Handshake.TryAsync(shop, AgentNames.Payment, authority.Leaf(id)));
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task TLS_1_2_gets_nothing(string agent)
    {
        using var authority = Forger.WithKeyOf(shop);
        Assert.Equal("", await Handshake.TryAsync(shop, agent, authority.Leaf("spiffe://agentweave.io/client/cli"), SslProtocols.Tls12));
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task An_open_connection_serves_no_request_once_its_clients_certificate_has_ended(string agent)
    {
        using var authority = Forger.WithKeyOf(shop);
        var leaf = authority.Mint.Leaf(["spiffe://agentweave.io/client/cli"], end: TimeSpan.FromSeconds(4));
        var served = await AskAsync(() => Task.CompletedTask);
        Assert.StartsWith("HTTP/1.1 ", served, StringComparison.Ordinal);
        Assert.DoesNotContain(" 401 ", served, StringComparison.Ordinal);

        // An idle connection is closed earlier; on this one a request has begun, by a client that keeps no rule.
        var late = await AskAsync(() => Eventually.HoldsAsync(
            () => TimeProvider.System.GetUtcNow() >= leaf.NotAfter, "the certificate has ended"));
        Assert.True(late.Length == 0 || late.StartsWith("HTTP/1.1 401 ", StringComparison.Ordinal), late);

        Task<string> AskAsync(Func<Task> beforeEnd) =>
            Handshake.TryAsync(shop.MtlsPort(agent), authority.Mint.Chain(leaf), beforeEnd: beforeEnd);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task Plaintext_gets_nothing(string agent)
    {
        foreach (var request in new[] { Handshake.Http1, Http2 })
        {
            var answer = await Handshake.InPlainTextAsync(shop, agent, request);
            // TLS may say why before it closes: an alert is a record of type 21 (RFC 8446, 5.1).
            Assert.True(answer.Length == 0 || (answer[0] == 21 && answer.Length == 7), answer);
        }
    }
}
