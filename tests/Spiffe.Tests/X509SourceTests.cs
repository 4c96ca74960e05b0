using System.Net.Security;
using Ecommerce.Testing;

namespace Spiffe.Tests;

/// <summary>The source before a Workload API of somebody else's making, on its good and bad days.</summary>
public class X509SourceTests
{
    private const string Order = "spiffe://example.org/agent/order";

    [Fact]
    public async Task It_follows_rotations_and_takes_repeated_messages_for_none()
    {
        using var agent = ProbeAgent.Start("--id", Order);
        await using var source = Follow(agent);
        await FirstAsync(source);
        var changes = 0;
        source.Changed += _ => Interlocked.Increment(ref changes);

        await agent.ControlAsync("drop"); // the stream comes again with the same contents
        await agent.ControlAsync("rotate");

        // The event follows the change.
        await Eventually.HoldsAsync(() => Volatile.Read(ref changes) > 0, "the rotation is taken");
        Assert.Equal((2, 1), (source.Current!.Generation, Volatile.Read(ref changes)));
        Assert.Null(source.Problem);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("truncated")]
    [InlineData("empty")]
    [InlineData("empty-bundle")]
    [InlineData("no-svids")]
    [InlineData("unavailable")]
    [InlineData("hang")]
    [InlineData("expired")]
    [InlineData("not-yet-valid")]
    [InlineData("two-uris")]
    [InlineData("no-uri")]
    [InlineData("bad-uri")]
    [InlineData("root-path-id")]
    [InlineData("ca-leaf")]
    [InlineData("keycertsign-leaf")]
    [InlineData("no-digital-signature")]
    [InlineData("id-mismatch")]
    [InlineData("key-mismatch")]
    [InlineData("sec1-key")]
    public async Task A_bad_message_or_stream_changes_nothing_and_a_good_one_is_taken_after_it(string scenario)
    {
        using var agent = ProbeAgent.Start("--id", Order);
        await using var source = Follow(agent);
        await FirstAsync(source);
        var good = source.Current;

        await agent.ControlAsync("scenario?name=" + scenario);
        await agent.ControlAsync("drop");
        await Eventually.HoldsAsync(() => source.Problem is not null, "the problem is noticed");
        Assert.Same(good, source.Current);

        await agent.ControlAsync("scenario?name=normal");
        await agent.ControlAsync("drop");
        await Eventually.HoldsAsync(() => source.Problem is null && source.Current != good, "the source has recovered");
    }

    [Theory]
    [InlineData("rsa")]
    [InlineData("p384")]
    [InlineData("empty-subject")]
    [InlineData("big")]
    public async Task Unusual_but_good_svids_are_taken_and_present_themselves(string scenario)
    {
        using var agent = ProbeAgent.Start("--id", Order, "--scenario", scenario);
        await using var source = Follow(agent);
        await FirstAsync(source);
        await using var server = await PeerServer.StartAsync(source, null);
        using var client = new Client(source, SpiffeId.Parse(Order), server.Address);

        Assert.Equal(Order, (await client.PeerAsync()).Id);
    }

    [Fact]
    public async Task Intermediates_are_presented_and_federated_bundles_are_trusted_for_their_own_domain()
    {
        using var agent = ProbeAgent.Start("--id", Order, "--intermediate", "--federate", "partner.example");
        await using var source = Follow(agent);
        await FirstAsync(source);
        await using var server = await PeerServer.StartAsync(source, null);
        using var client = new Client(source, SpiffeId.Parse(Order), server.Address);

        Assert.Equal(Order, (await client.PeerAsync()).Id);
        Assert.NotEmpty(source.Current!.Svid.Intermediates);
        Assert.True(source.Current.Bundles.TryGet(TrustDomain.Parse("partner.example"), out _));
    }

    [Theory]
    [InlineData("foreign-mint")]
    [InlineData("wrong-td-same-ca")]
    public async Task A_federated_authority_cannot_sign_for_another_domain_than_its_own(string scenario)
    {
        var authorities = Directory.CreateTempSubdirectory("spiffe");
        string[] shared = ["--ca-dir", authorities.FullName, "--federate", "partner.example"];
        using var honest = ProbeAgent.Start(["--id", Order, .. shared]);
        using var forger = ProbeAgent.Start(["--id", Order, "--scenario", scenario, .. shared]);
        await using var source = Follow(honest);
        await FirstAsync(source);
        await using var forged = Follow(forger);
        await FirstAsync(forged);
        await using var forgedServer = await PeerServer.StartAsync(forged, null);
        using var client = new Client(source, forged.Current!.Svid.Id, forgedServer.Address);
        await using var server = await PeerServer.StartAsync(source, null);

        await client.RefusalAsync();
        Assert.StartsWith("HTTP/1.1 200", await RawClient.AskAsync(server.Address, Present(source)), StringComparison.Ordinal);
        Assert.Equal("", await RawClient.AskAsync(server.Address, Present(forged)));
        authorities.Delete(recursive: true);
    }

    [Fact]
    public async Task One_of_several_svids_is_chosen_by_its_id_and_the_first_is_the_default()
    {
        await using var world = await World.StartAsync();

        Assert.Equal(World.Id("first"), (await world.SourceAsync("both")).Current!.Svid.Id);
        Assert.Equal(World.Id("second"), (await world.SourceAsync("both", World.Id("second"))).Current!.Svid.Id);
        var stranger = world.StartSource("both", World.Id("third"));
        await Eventually.HoldsAsync(() => stranger.Problem is not null, "the absence is noticed");
        Assert.Null(stranger.Current);
    }

    [Fact]
    public async Task A_development_authority_is_refused_where_it_is_told_to()
    {
        await using var world = await World.StartAsync();
        var production = world.StartSource("order", refuseDevelopment: true);

        await Eventually.HoldsAsync(() => production.Problem is not null, "the refusal is noticed");

        Assert.Null(production.Current);
        Assert.Contains("development authority", production.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_keeps_what_it_has_while_the_authority_is_away_and_reconnects_to_the_next()
    {
        await using var world = await World.StartAsync();
        var source = await world.SourceAsync("order");
        var before = source.Current!;

        await world.Authority.DisposeAsync();
        await Eventually.HoldsAsync(() => source.Problem is not null, "the loss is noticed");
        Assert.Same(before, source.Current);
        await world.StartAuthorityAsync();

        await Eventually.HoldsAsync(() => source.Current != before, "the source has reconnected");
        Assert.Equal(Roots(before), Roots(source.Current!)); // the root survived the restart
    }

    [Theory]
    [InlineData("tcp://127.0.0.1")]
    [InlineData("tcp://localhost:8081")]
    [InlineData("tcp://127.1:8081")]
    [InlineData("tcp://127.0.0.1:99999")]
    [InlineData("tcp://127.0.0.1:0")]
    [InlineData("tcp://user@127.0.0.1:8081")]
    [InlineData("tcp://127.0.0.1:8081/")]
    [InlineData("unix://relative.sock")]
    [InlineData("unix:///run/agent.sock?x=y")]
    [InlineData("/run/agent.sock")]
    public void An_endpoint_that_is_neither_a_unix_socket_nor_an_ip_and_port_is_refused(string endpoint) =>
        Assert.Throws<FormatException>(() => X509Source.Start(new X509SourceOptions { Endpoint = endpoint }));

    [Fact]
    public async Task A_socket_path_of_107_bytes_is_taken_and_no_longer_one()
    {
        var path = "/tmp/" + new string('a', 102);

        await using (X509Source.Start(new X509SourceOptions { Endpoint = "unix://" + path }))
        {
        }

        Assert.Throws<FormatException>(() => X509Source.Start(new X509SourceOptions { Endpoint = $"unix://{path}a" }));
    }

    private static SslStreamCertificateContext Present(X509Source source) =>
        SslStreamCertificateContext.Create(source.Current!.Svid.Leaf, source.Current.Svid.Intermediates, offline: true);

    private static List<string> Roots(X509Context context) =>
        [.. context.Bundles.All.SelectMany(bundle => bundle.Authorities).Select(authority => authority.Thumbprint)];

    private static X509Source Follow(ProbeAgent agent) =>
        X509Source.Start(new X509SourceOptions { Endpoint = agent.Endpoint, FirstMessageTimeout = TimeSpan.FromSeconds(1) });

    private static async Task FirstAsync(X509Source source)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await source.WaitForFirstAsync(deadline.Token);
    }
}
