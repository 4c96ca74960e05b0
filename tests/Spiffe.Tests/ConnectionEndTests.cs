using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Ecommerce.Testing;
using Spiffe.Tls;

namespace Spiffe.Tests;

/// <summary>Connections end with the SVIDs and bundles that they rest on, each side for itself.</summary>
public class ConnectionEndTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Calls_under_load_survive_the_end_of_the_peers_svid_though_their_own_stays()
    {
        await using var world = await World.StartAsync(lifetime: TimeSpan.FromSeconds(4));
        await using var lasting = await World.StartAsync(sibling: world);
        var server = await world.ServeAsync(await world.SourceAsync("order"));
        using var client = new Client(await lasting.SourceAsync("user"), World.Id("order"), server.Address);
        var connections = new ConcurrentDictionary<string, bool>();
        using var enough = new CancellationTokenSource();

        var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                connections[(await client.PeerAsync()).Connection] = true;
            }
        })).ToList();
        await Eventually.HoldsAsync(
            () => connections.Count >= 2 || callers.Exists(caller => caller.IsFaulted), "a connection has been replaced");
        await enough.CancelAsync();
        await Task.WhenAll(callers);
    }

    [Fact]
    public async Task A_connection_ends_when_its_authority_is_withdrawn()
    {
        await using var world = await World.StartAsync();
        var order = await world.SourceAsync("order");
        var server = await world.ServeAsync(order);
        using var client = new Client(await world.SourceAsync("user"), World.Id("order"), server.Address);
        await using var stream = await client.StreamAsync("/stream?stubborn");
        await stream.ReadExactlyAsync(new byte[1]);

        world.Authority.PrepareAuthority();
        world.Authority.ActivateAuthority();
        world.Authority.WithdrawOldAuthorities();

        await Assert.ThrowsAnyAsync<IOException>(() => stream.CopyToAsync(Stream.Null).WaitAsync(Deadline));
    }

    [Fact]
    public async Task A_stream_is_asked_to_end_before_its_svid_expires_and_cut_at_the_end()
    {
        await using var world = await World.StartAsync(lifetime: TimeSpan.FromSeconds(4));
        var server = await world.ServeAsync(await world.SourceAsync("order"));
        using var client = new Client(await world.SourceAsync("user"), World.Id("order"), server.Address);
        await using var polite = await client.StreamAsync();
        await using var stubborn = await client.StreamAsync("/stream?stubborn");

        await polite.CopyToAsync(Stream.Null).WaitAsync(Deadline); // ends in order
        await Assert.ThrowsAnyAsync<IOException>(() => stubborn.CopyToAsync(Stream.Null).WaitAsync(Deadline));
    }

    [Fact]
    public async Task With_an_expired_svid_nothing_is_sent_or_answered()
    {
        await using var world = await World.StartAsync();
        var clock = new ShiftedClock();
        var (user, order) = (await world.SourceAsync("user", time: clock), await world.SourceAsync("order", time: clock));
        var server = await world.ServeAsync(order);
        using var client = new Client(user, World.Id("order"), server.Address);
        await client.PeerAsync();

        clock.Shift = TimeSpan.FromHours(2);

        var error = await Assert.ThrowsAsync<SpiffeIdentityException>(client.PeerAsync);
        Assert.Contains("no valid SVID", error.Message, StringComparison.Ordinal);
        using var fresh = new Client(await world.SourceAsync("user"), World.Id("order"), server.Address);
        await Assert.ThrowsAsync<HttpRequestException>(fresh.PeerAsync);
    }

    [Fact]
    public async Task A_server_cuts_a_client_that_would_stay_beyond_its_svid()
    {
        await using var world = await World.StartAsync();
        var server = await world.ServeAsync(await world.SourceAsync("order"));
        await using var stream = await RawStreamAsync(server, Mint.OfAuthority(world.Options.DataDirectory), TimeSpan.FromSeconds(2));

        await EndsAsync(stream);
    }

    [Fact]
    public async Task A_server_cuts_a_client_whose_authority_is_withdrawn()
    {
        await using var world = await World.StartAsync();
        var server = await world.ServeAsync(await world.SourceAsync("order"));
        await using var stream = await RawStreamAsync(server, Mint.OfAuthority(world.Options.DataDirectory), TimeSpan.FromHours(1));

        world.Authority.PrepareAuthority();
        world.Authority.ActivateAuthority();
        world.Authority.WithdrawOldAuthorities();

        await EndsAsync(stream);
    }

    [Fact]
    public async Task A_connection_of_the_authority_before_is_retired_before_that_is_withdrawn()
    {
        await using var world = await World.StartAsync();
        var server = await world.ServeAsync(await world.SourceAsync("order"));
        var mint = Mint.OfAuthority(world.Options.DataDirectory);
        await using var stream = await RawStreamAsync(server, mint, TimeSpan.FromHours(1), "/stream");

        world.Authority.PrepareAuthority();
        world.Authority.ActivateAuthority();

        await stream.CopyToAsync(Stream.Null).WaitAsync(Deadline); // ends in order: what is under way is not cut
    }

    [Fact]
    public async Task A_client_cuts_a_server_that_would_stay_beyond_its_svid()
    {
        await using var world = await World.StartAsync();
        var mint = Mint.OfAuthority(world.Options.DataDirectory);
        using var server = new ForgedServer(mint.Chain(mint.Leaf([World.Id("order").ToString()], end: TimeSpan.FromSeconds(2))));
        using var client = new Client(await world.SourceAsync("user"), World.Id("order"), server.Address);

        await Assert.ThrowsAsync<HttpRequestException>(client.PeerAsync); // not the TaskCanceledException of a time-out
        Assert.True(server.HeardSomething);
    }

    [Fact]
    public async Task A_client_cuts_a_server_whose_authority_is_withdrawn()
    {
        await using var world = await World.StartAsync();
        var mint = Mint.OfAuthority(world.Options.DataDirectory);
        using var server = new ForgedServer(mint.Chain(mint.Leaf([World.Id("order").ToString()])));
        using var client = new Client(await world.SourceAsync("user"), World.Id("order"), server.Address);
        var call = client.PeerAsync();
        await Eventually.HoldsAsync(() => server.HeardSomething, "the call has reached the server");

        world.Authority.PrepareAuthority();
        world.Authority.ActivateAuthority();
        world.Authority.WithdrawOldAuthorities();

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    /// <summary>An endless answer to a client that knows nothing of SPIFFE's rules.</summary>
    private static async Task<SslStream> RawStreamAsync(
        PeerServer server, Mint mint, TimeSpan lifetime, string path = "/stream?stubborn")
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ClientCertificateContext = mint.Chain(mint.Leaf([World.Id("user").ToString()], end: lifetime)),
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
        });
        await tls.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        Assert.True(await tls.ReadAsync(new byte[1]) > 0);
        return tls;
    }

    private static async Task EndsAsync(Stream stream)
    {
        try
        {
            await stream.CopyToAsync(Stream.Null).WaitAsync(Deadline);
        }
        catch (IOException)
        {
            // A reset is as good as an end.
        }
    }
}
