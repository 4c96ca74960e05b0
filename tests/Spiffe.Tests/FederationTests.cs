using Ecommerce.Testing;
using Spiffe.WorkloadApi;

namespace Spiffe.Tests;

/// <summary>Each peer is verified with the bundle of its own trust domain, whatever other bundles there are.</summary>
public sealed class FederationTests : IAsyncLifetime
{
    private const int SetUps = 16;
    private const string Order = "spiffe://example.org/agent/order";
    private const string User = "spiffe://example.org/agent/user";
    private static readonly TrustDomain Own = TrustDomain.Parse("example.org");
    private readonly List<IAsyncDisposable> _started = [];
    private FakeWorkloadApi _api = null!;

    public async ValueTask InitializeAsync() => _started.Add(_api = await FakeWorkloadApi.StartAsync());

    public async ValueTask DisposeAsync()
    {
        foreach (var started in Enumerable.Reverse(_started))
        {
            await started.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(20)]
    public async Task A_partners_look_alike_root_keeps_no_honest_peer_out_and_lets_no_forged_one_in(int domains)
    {
        var own = Mint.Stranger("CN=authority");
        var honest = Mint.Stranger("CN=authority of an honest partner");
        var lookAlike = Mint.Stranger(own.Root.Subject);
        var (source, server) = await ServeAsync(FakeWorkloadApi.Svid(Order, own));
        var (refused, admitted) = (new List<string>(), new List<string>());

        for (var setUp = 0; setUp < SetUps; setUp++)
        {
            // Other names in each set-up: the order of bundles follows their hashes.
            var names = Enumerable.Range(0, domains).Select(i => $"partner-{setUp}-{i}.example").ToList();
            var hostile = names[setUp % domains];
            var good = names[(setUp + 1) % domains];
            var message = FakeWorkloadApi.Svid(Order, own);
            foreach (var name in names)
            {
                message.FederatedBundles.Add($"spiffe://{name}", FakeWorkloadApi.Bundle(name == hostile ? lookAlike : honest));
            }

            await TakeAsync(source, message);

            await AskAsync(own, User, refused);
            await AskAsync(honest, $"spiffe://{good}/agent/user", refused);
            await AskAsync(lookAlike, $"spiffe://{hostile}/agent/user", refused);
            await AskAsync(lookAlike, User, admitted, isForged: true);
            await AskAsync(own, $"spiffe://{hostile}/agent/user", admitted, isForged: true);
            using var client = new Client(source, SpiffeId.Parse(Order), server.Address);
            Assert.Equal(Order, (await client.PeerAsync()).Id);

            async Task AskAsync(Mint mint, string id, List<string> wrong, bool isForged = false)
            {
                var answer = await RawClient.AskAsync(server.Address, mint.Chain(mint.Leaf([id])));
                if (answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) == isForged)
                {
                    wrong.Add($"{setUp}: {id}");
                }
            }
        }

        Assert.Empty(refused);
        Assert.Empty(admitted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Roots_of_one_name_and_without_key_identifiers_are_all_good_in_both_directions(bool isForeign)
    {
        var (own, first, second) = (Mint.Stranger("CN=own"), Mint.Stranger("CN=same"), Mint.Stranger("CN=same"));
        var id = isForeign ? "spiffe://partner.example/agent/user" : User;
        var message = isForeign ? FakeWorkloadApi.Svid(Order, own) : FakeWorkloadApi.Svid(Order, own, [own, first, second]);
        if (isForeign)
        {
            message.FederatedBundles.Add("spiffe://partner.example", FakeWorkloadApi.Bundle(first, second));
        }

        var (source, server) = await ServeAsync(message);
        var stranger = Mint.Stranger("CN=same");

        foreach (var mint in new[] { first, second })
        {
            var intermediate = mint.Intermediate();
            Assert.StartsWith(
                "HTTP/1.1 200", await RawClient.AskAsync(server.Address, mint.Chain(mint.Leaf([id]))), StringComparison.Ordinal);
            Assert.StartsWith("HTTP/1.1 200", await RawClient.AskAsync(
                server.Address, intermediate.Chain(intermediate.Leaf([id]), withIssuer: true)), StringComparison.Ordinal);
            var peer = await FakeWorkloadApi.StartAsync();
            _started.Add(peer);
            var answer = FakeWorkloadApi.Svid(id, mint);
            answer.FederatedBundles.Add("spiffe://example.org", FakeWorkloadApi.Bundle(own));
            if (!isForeign)
            {
                answer = FakeWorkloadApi.Svid(id, mint, [own, first, second]);
            }

            var (_, peerServer) = await ServeAsync(answer, peer);
            using var client = new Client(source, SpiffeId.Parse(id), peerServer.Address);
            Assert.Equal(Order, (await client.PeerAsync()).Id);
        }

        Assert.Equal("", await RawClient.AskAsync(server.Address, stranger.Chain(stranger.Leaf([id]))));
    }

    [Fact]
    public async Task A_foreign_peers_intermediates_are_what_it_sent()
    {
        var (own, partner) = (Mint.Stranger("CN=own"), Mint.Stranger("CN=partner"));
        var message = FakeWorkloadApi.Svid(Order, own);
        message.FederatedBundles.Add("spiffe://partner.example", FakeWorkloadApi.Bundle(partner));
        var (_, server) = await ServeAsync(message);
        var (intermediate, expired) = (partner.Intermediate(), partner.Intermediate(TimeProvider.System.GetUtcNow().AddSeconds(-1)));
        string[] id = ["spiffe://partner.example/agent/user"];

        Assert.StartsWith("HTTP/1.1 200", await RawClient.AskAsync(
            server.Address, intermediate.Chain(intermediate.Leaf(id), withIssuer: true)), StringComparison.Ordinal);
        Assert.Equal("", await RawClient.AskAsync(server.Address, intermediate.Chain(intermediate.Leaf(id))));
        Assert.Equal("", await RawClient.AskAsync(server.Address, expired.Chain(expired.Leaf(id), withIssuer: true)));
    }

    private async Task<(X509Source Source, PeerServer Server)> ServeAsync(X509SVIDResponse message, FakeWorkloadApi? api = null)
    {
        api ??= _api;
        api.Send(message);
        var source = await api.SourceAsync();
        _started.Add(source);
        var server = await PeerServer.StartAsync(source, null);
        _started.Add(server);
        return (source, server);
    }

    private async Task TakeAsync(X509Source source, X509SVIDResponse message)
    {
        var before = source.Current;
        _api.Send(message);
        await Eventually.HoldsAsync(() => source.Current != before, "the bundles have arrived");
        Assert.True(source.Current!.Bundles.TryGet(Own, out _));
    }
}
