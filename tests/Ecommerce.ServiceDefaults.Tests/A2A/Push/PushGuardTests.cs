using System.Net;
using System.Net.Sockets;
using Ecommerce.ServiceDefaults.A2A.Push;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests.A2A.Push;

/// <summary>A URL that a caller names does not lead inside, whatever its form, when it is named and when it is called.</summary>
public sealed class PushGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("192.0.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::7f00:1")] // compatible with IPv4
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0:7f00:1")] // translated
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b:1::10.0.0.1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:a00:1::1")]
    [InlineData("2002:c0a8:101::")]
    [InlineData("2002:a9fe:a9fe::")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("100::1")]
    [InlineData("5f00::1")]
    public async Task An_address_that_is_not_public_is_refused_when_it_is_named_and_when_it_is_called(string address)
    {
        var literal = IPAddress.Parse(address);
        Assert.False(PublicAddress.MayBeCalled(literal, []));

        var guard = GuardOf([], "inside.example", literal);
        foreach (var url in new[] { $"https://{HostOf(literal)}/hook", "https://inside.example/hook" })
        {
            var refused = await Assert.ThrowsAsync<ProblemException>(() => guard.CheckAsync(new(url), "url", CancellationToken.None));
            Assert.Equal("url", Assert.Single(refused.Violations).Field);
        }

        await Assert.ThrowsAsync<PushRefusedException>(
            async () => await guard.ConnectAsync(new("inside.example", 443), CancellationToken.None));
        await Assert.ThrowsAsync<PushRefusedException>(async () => await guard.ConnectAsync(new(address, 443), CancellationToken.None));
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("172.15.0.1")]
    [InlineData("172.32.0.1")]
    [InlineData("192.0.1.1")]
    [InlineData("198.20.0.1")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::1.1.1.1")]
    [InlineData("2002:101:101::1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450::1")]
    public async Task A_public_address_is_not(string address)
    {
        var literal = IPAddress.Parse(address);
        Assert.True(PublicAddress.MayBeCalled(literal, []));
        await GuardOf([], "outside.example", literal).CheckAsync(new("https://outside.example/"), "url", CancellationToken.None);
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("64:ff9b::10.1.2.3", true)]
    [InlineData("fd00::5", true)]
    [InlineData("10.2.0.1", false)]
    [InlineData("fd01::5", false)]
    [InlineData("127.0.0.1", false)]
    public void A_network_that_is_configured_is_called_and_no_other(string address, bool isCalled) => Assert.Equal(
        isCalled, PublicAddress.MayBeCalled(IPAddress.Parse(address), [IPNetwork.Parse("10.1.0.0/16"), IPNetwork.Parse("fd00::/64")]));

    // Forms that a URL may give 127.0.0.1.
    [Theory]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://127.0.0.1./")]
    [InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("https://localhost/")]
    public async Task No_way_to_write_loopback_gets_by(string url)
    {
        var guard = new PushGuard(Settings([]), PushGuard.ResolveAsync);
        await Assert.ThrowsAsync<ProblemException>(() => guard.CheckAsync(new(url), "url", CancellationToken.None));
    }

    [Fact]
    public async Task One_address_that_is_not_public_spoils_a_name()
    {
        var guard = GuardOf([], "mixed.example", IPAddress.Parse("1.1.1.1"), IPAddress.Loopback);
        await Assert.ThrowsAsync<ProblemException>(() => guard.CheckAsync(new("https://mixed.example"), "url", CancellationToken.None));
        await Assert.ThrowsAsync<PushRefusedException>(
            async () => await guard.ConnectAsync(new("mixed.example", 443), CancellationToken.None));
    }

    [Fact]
    public async Task A_name_that_stands_for_something_else_later_is_refused_when_it_is_called()
    {
        var answers = new Queue<IPAddress>([IPAddress.Parse("1.1.1.1"), IPAddress.Loopback]);
        var guard = new PushGuard(Settings([]), (_, _) => Task.FromResult(new[] { answers.Dequeue() }));

        await guard.CheckAsync(new("https://rebound.example"), "url", CancellationToken.None);
        await Assert.ThrowsAsync<PushRefusedException>(
            async () => await guard.ConnectAsync(new("rebound.example", 443), CancellationToken.None));
    }

    [Fact]
    public async Task A_connection_goes_to_the_address_that_was_checked_and_the_name_is_asked_for_once()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asked = 0;
        var guard = new PushGuard(Settings(["127.0.0.0/8"]), (_, _) =>
        {
            asked++;
            return Task.FromResult(new[] { IPAddress.Loopback });
        });

        await using var stream = await guard.ConnectAsync(
            new("receiver.example", ((IPEndPoint)listener.LocalEndpoint).Port), CancellationToken.None);
        using var accepted = await listener.AcceptTcpClientAsync();

        Assert.True(accepted.Connected);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Names_whose_servers_never_answer_hold_few_threads()
    {
        var (asked, never) = (0, new TaskCompletionSource<IPAddress[]>());
        var guard = new PushGuard(Settings([]), (_, _) =>
        {
            Interlocked.Increment(ref asked);
            return never.Task;
        });

        await Task.WhenAll(Enumerable.Range(0, 30).Select(
            i => guard.CheckAsync(new($"https://slow-{i}.example/"), "url", CancellationToken.None)));
        Assert.Equal(8, asked);
        never.SetResult([IPAddress.Parse("1.1.1.1")]);
        await Eventually.HoldsAsync(() => asked == 30, "the others have their turn");
    }

    [Fact]
    public async Task Outside_development_there_is_TLS()
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(() => GuardOf([], "outside.example", IPAddress.Parse("1.1.1.1"))
            .CheckAsync(new("http://outside.example/"), "url", CancellationToken.None));
        Assert.Equal("must be https", Assert.Single(refused.Violations).Description);
    }

    [Fact]
    public async Task A_name_without_an_address_may_have_one_later()
    {
        var guard = new PushGuard(Settings([]), (_, _) => throw new SocketException((int)SocketError.HostNotFound));
        await guard.CheckAsync(new("https://later.example/"), "url", CancellationToken.None);
    }

    private static string HostOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6
        ? $"[{new IPAddress(address.GetAddressBytes())}]" : address.ToString();

    private static PushGuard GuardOf(string[] allowed, string name, params IPAddress[] addresses) => new(
        Settings(allowed), (host, _) => host == name ? Task.FromResult(addresses) : throw new SocketException());

    private static PushSettings Settings(string[] allowed) => new("", "", [.. allowed.Select(IPNetwork.Parse)], AllowsPlaintext: false);
}
