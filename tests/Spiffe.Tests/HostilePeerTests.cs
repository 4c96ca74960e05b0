using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Ecommerce.Testing;
using Spiffe.Tls;

namespace Spiffe.Tests;

/// <summary>Peers that are not what they say, on both ends of a real connection.</summary>
public class HostilePeerTests(HostilePeerTests.Shop shop) : IClassFixture<HostilePeerTests.Shop>
{
    private const string User = "spiffe://example.org/agent/user";
    private const string Order = "spiffe://example.org/agent/order";
    private static readonly string[] Both = [Mint.ServerAuth, Mint.ClientAuth];

    /// <summary>Each forgery and the refusal that a caller's verification of it ends in.</summary>
    private static readonly Dictionary<string, (PeerRefusal Refusal, Func<Mint, string, SslStreamCertificateContext> Forge)> Forgeries =
        new()
        {
            ["expired"] =
            (PeerRefusal.InvalidChain,
                (mint, id) => mint.Chain(mint.Leaf([id], start: TimeSpan.FromHours(-2), end: TimeSpan.FromHours(-1)))),
            ["not yet valid"] =
            (PeerRefusal.InvalidChain, (mint, id) => mint.Chain(mint.Leaf([id], start: TimeSpan.FromHours(1), end: TimeSpan.FromHours(2)))),
            ["two URI SANs"] = (PeerRefusal.NotAnSvid, (mint, id) => mint.Chain(mint.Leaf([id, "spiffe://example.org/other"]))),
            ["a foreign URI SAN first"] = (PeerRefusal.NotAnSvid, (mint, id) => mint.Chain(mint.Leaf(["https://example.org/", id]))),
            ["no URI SAN"] = (PeerRefusal.NotAnSvid, (mint, _) => mint.Chain(mint.Leaf([]))),
            ["an ID without a path"] = (PeerRefusal.NotAnSvid, (mint, _) => mint.Chain(mint.Leaf(["spiffe://example.org"]))),
            ["a malformed ID"] = (PeerRefusal.NotAnSvid, (mint, id) => mint.Chain(mint.Leaf([id + "/"]))),
            ["a CA as leaf"] = (PeerRefusal.NotAnSvid, (mint, id) => mint.Chain(mint.Leaf([id], isAuthority: true))),
            ["keyCertSign"] =
            (PeerRefusal.NotAnSvid,
                (mint, id) => mint.Chain(mint.Leaf([id], usage: X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign))),
            ["cRLSign"] =
            (PeerRefusal.NotAnSvid,
                (mint, id) => mint.Chain(mint.Leaf([id], usage: X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.CrlSign))),
            ["no key usage"] = (PeerRefusal.NotAnSvid, (mint, id) => mint.Chain(mint.Leaf([id], usage: null))),
            ["key usage that is not critical"] = (PeerRefusal.NotAnSvid, (mint, id) => mint.Chain(mint.Leaf([id], usageCritical: false))),
            ["one purpose only"] =
            (PeerRefusal.NotAnSvid, (mint, id) => mint.Chain(mint.Leaf([id], purposes: [id == User ? Mint.ClientAuth : Mint.ServerAuth]))),
            ["an unknown critical extension"] =
            (PeerRefusal.InvalidChain,
                (mint, id) => mint.Chain(mint.Leaf([id], extra: new X509Extension("1.2.3.4", [5, 0], critical: true)))),
            ["an unknown authority"] =
            (PeerRefusal.InvalidChain, (mint, id) => Stranger(mint, out var stranger).Chain(stranger.Leaf([id]))),
            ["an unknown authority of the same name, sent along"] =
            (PeerRefusal.InvalidChain, (mint, id) => Stranger(mint, out var stranger).Chain(stranger.Leaf([id]), withIssuer: true)),
            ["an unknown trust domain"] =
            (PeerRefusal.UnknownTrustDomain, (mint, _) => mint.Chain(mint.Leaf(["spiffe://stranger.invalid/agent/user"]))),
            ["a missing intermediate"] = (PeerRefusal.InvalidChain, (mint, id) => mint.Chain(mint.Intermediate().Leaf([id]))),
            ["an expired intermediate"] =
            (PeerRefusal.InvalidChain, (mint, id) => Expired(mint, out var old).Chain(old.Leaf([id]), withIssuer: true)),
        };

    public static TheoryData<string> Names => [.. Forgeries.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_server_answers_no_byte_to_a_forged_client(string forgery)
    {
        var answer = await RawClient.AskAsync(shop.Server.Address, Forgeries[forgery].Forge(shop.Mint, User));

        Assert.Equal("", answer);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_client_refuses_a_forged_server(string forgery)
    {
        using var server = new ForgedServer(Forgeries[forgery].Forge(shop.Mint, Order));
        using var client = new Client(shop.User, World.Id("order"), server.Address);

        Assert.Equal(Forgeries[forgery].Refusal, await client.RefusalAsync());
        Assert.False(server.HeardSomething);
    }

    [Fact]
    public async Task A_good_leaf_under_an_intermediate_is_let_in()
    {
        var intermediate = shop.Mint.Intermediate();

        var answer =
            await RawClient.AskAsync(shop.Server.Address, intermediate.Chain(intermediate.Leaf([User], purposes: Both), withIssuer: true));

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_address_in_a_certificate_is_followed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var issuers = new X509AuthorityInformationAccessExtension(null, [$"http://{listener.LocalEndpoint}/ca.cer"]);

        await RawClient.AskAsync(shop.Server.Address, shop.Mint.Chain(shop.Mint.Intermediate().Leaf([User], extra: issuers)));
        using var forged = new ForgedServer(shop.Mint.Chain(shop.Mint.Intermediate().Leaf([Order], extra: issuers)));
        using var client = new Client(shop.User, World.Id("order"), forged.Address);
        await client.RefusalAsync();

        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task A_client_without_a_certificate_gets_no_byte() =>
        Assert.Equal("", await RawClient.AskAsync(shop.Server.Address, null));

    [Fact]
    public async Task TLS_1_2_is_refused_unless_it_is_allowed()
    {
        var old = await shop.World.ServeAsync(shop.Order, new SpiffeTlsOptions { AllowTls12 = true });
        var svid = shop.Mint.Chain(shop.Mint.Leaf([User]));

        Assert.Equal("", await RawClient.AskAsync(shop.Server.Address, svid, SslProtocols.Tls12));
        Assert.StartsWith("HTTP/1.1 200", await RawClient.AskAsync(old.Address, svid, SslProtocols.Tls12), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_http_gets_no_byte_of_http()
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, shop.Server.Address.Port);

        var answer = await RawClient.AskAsync(tcp.GetStream());

        Assert.DoesNotContain("HTTP", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_refuses_a_good_server_that_is_not_the_expected_one()
    {
        using var client = new Client(shop.User, World.Id("payment"), shop.Server.Address);

        Assert.Equal(PeerRefusal.UnexpectedId, await client.RefusalAsync());
    }

    [Fact]
    public async Task A_server_lets_in_only_those_whom_it_is_told_to()
    {
        var server = await shop.World.ServeAsync(shop.Order, new SpiffeTlsOptions { Authorize = id => id == World.Id("first") });
        using var admitted = new Client(await shop.World.SourceAsync("both"), World.Id("order"), server.Address);
        using var other = new Client(await shop.World.SourceAsync("both", World.Id("second")), World.Id("order"), server.Address);

        Assert.Equal(World.Id("first").ToString(), (await admitted.PeerAsync()).Id);
        await Assert.ThrowsAsync<HttpRequestException>(other.PeerAsync);
    }

    [Fact]
    public async Task An_endpoint_tells_of_each_peer_that_it_refuses()
    {
        var refused = new ConcurrentQueue<RefusedPeer>();
        var server = await shop.World.ServeAsync(shop.Order, new SpiffeTlsOptions { Refused = refused.Enqueue });

        await RawClient.AskAsync(server.Address, shop.Mint.Chain(shop.Mint.Leaf([User, Order])));

        await Eventually.HoldsAsync(() => !refused.IsEmpty, "the refusal is reported");
        var peer = Assert.Single(refused);
        Assert.Equal(PeerRefusal.NotAnSvid, peer.Refusal);
        Assert.Equal(IPAddress.Loopback, Assert.IsType<IPEndPoint>(peer.Address).Address);
        Assert.Contains("2 URI SANs", peer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_tells_of_each_handshake_that_fails_before_a_certificate_is_looked_at()
    {
        var refused = new ConcurrentQueue<RefusedPeer>();
        var server = await shop.World.ServeAsync(shop.Order, new SpiffeTlsOptions { Refused = refused.Enqueue });
        using (var good = new Client(shop.User, World.Id("order"), server.Address))
        {
            await good.PeerAsync();
        }

        await RawClient.AskAsync(server.Address, shop.Mint.Chain(shop.Mint.Leaf([User])), SslProtocols.Tls12);
        using (var plain = new TcpClient())
        {
            await plain.ConnectAsync(IPAddress.Loopback, server.Address.Port);
            await RawClient.AskAsync(plain.GetStream());
        }

        await Eventually.HoldsAsync(() => refused.Count >= 2, "both are told");
        Assert.All(refused, peer => Assert.Equal(PeerRefusal.HandshakeFailed, peer.Refusal));
        Assert.Equal(2, refused.Count);
    }

    [Fact]
    public async Task A_missing_identity_of_ones_own_is_told_apart_from_a_failure_of_the_peer()
    {
        var nobody = shop.World.StartSource("order", World.Id("nobody"));
        await Eventually.HoldsAsync(() => nobody.Problem is not null, "the absence is noticed");
        using var client = new Client(nobody, World.Id("order"), shop.Server.Address);

        var error = await Assert.ThrowsAsync<SpiffeIdentityException>(client.PeerAsync);

        Assert.Contains("no SVID for spiffe://example.org/agent/nobody", error.Message, StringComparison.Ordinal);
    }

    private static Mint Stranger(Mint mint, out Mint stranger) => stranger = Mint.Stranger(mint.Root.Subject);

    private static Mint Expired(Mint mint, out Mint intermediate) =>
        intermediate = mint.Intermediate(TimeProvider.System.GetUtcNow().AddSeconds(-1));

    /// <summary>One honest world for all forgeries, which leave no trace in it.</summary>
    public sealed class Shop : IAsyncLifetime
    {
        internal World World { get; private set; } = null!;
        internal X509Source User { get; private set; } = null!;
        internal X509Source Order { get; private set; } = null!;
        internal PeerServer Server { get; private set; } = null!;
        internal Mint Mint { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            World = await World.StartAsync();
            (User, Order) = (await World.SourceAsync("user"), await World.SourceAsync("order"));
            Server = await World.ServeAsync(Order);
            Mint = Mint.OfAuthority(World.Options.DataDirectory);
        }

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }
}
