using System.Net.Sockets;
using Ecommerce.Testing;
using Spiffe.Tests;

namespace Spiffe.Authority.Tests;

/// <summary>The authority's control socket, and lifetimes that differ by registration.</summary>
public sealed class ControlTests
{
    [Fact]
    public async Task A_rotation_of_the_root_goes_step_by_step_and_leaves_time_between_them()
    {
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        await using var world = await World.StartAsync(clock: time);
        var source = await world.SourceAsync("order", time: time);
        var (old, before) = (Roots(source).Single(), source.Current!);
        using var http = Control(world, ControlSocket.FileName);
        using var response = await http.SendAsync(Post(), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("published", await lines.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await Eventually.HoldsAsync(() => Roots(source).Count == 2, "both roots are published");
        Assert.Equal(before.Svid.Leaf.Thumbprint, source.Current!.Svid.Leaf.Thumbprint);
        Assert.Equal("Conflict", (await http.SendAsync(Post(), TestContext.Current.CancellationToken)).StatusCode.ToString());
        await NextAsync("renewed");
        await Eventually.HoldsAsync(() => source.Current!.Svid.Leaf.Thumbprint != before.Svid.Leaf.Thumbprint, "the SVID is new");
        Assert.Equal(2, Roots(source).Count);
        await NextAsync("withdrew");
        await Eventually.HoldsAsync(() => Roots(source).Count == 1, "the old root is gone");

        Assert.NotEqual(old, Roots(source).Single());
        Assert.Equal(ControlSocket.Done, await lines.ReadLineAsync(TestContext.Current.CancellationToken));

        // The wait may begin a little after its line is written.
        async Task NextAsync(string start)
        {
            var line = lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
            await Eventually.HoldsAsync(() =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return line.IsCompleted;
            }, start);
            Assert.StartsWith(start, await line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_workloads_sockets_know_no_rotation_and_the_control_socket_goes_with_the_authority()
    {
        await using var world = await World.StartAsync();
        var control = Path.Combine(world.Options.SocketDirectory, ControlSocket.FileName);
        Assert.True(File.Exists(control));
        using var workload = Control(world, "order.sock");
        var request = Post();
        request.Version = new Version(2, 0);
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;

        using var response = await workload.SendAsync(request, TestContext.Current.CancellationToken);
        await world.Authority.DisposeAsync();

        Assert.Equal("NotFound", response.StatusCode.ToString());
        Assert.False(File.Exists(control));
    }

    [Fact]
    public async Task Each_registration_has_lifetimes_of_its_own()
    {
        await using var world = await World.StartAsync();
        await world.Authority.DisposeAsync();
        await using var authority = await DevelopmentAuthority.StartAsync(
            world.Options with
            {
                Registrations =
                [
                    new("short", [World.Id("short")]) { SvidLifetime = TimeSpan.FromMinutes(2), TokenLifetime = TimeSpan.FromSeconds(30) },
                    new("long", [World.Id("long")]) { SvidLifetime = TimeSpan.FromHours(3) },
                ],
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.FromSeconds(130), await LifeAsync("short"));
        Assert.Equal(TimeSpan.FromSeconds((3 * 3600) + 10), await LifeAsync("long"));

        async Task<TimeSpan> LifeAsync(string name)
        {
            await using var source = X509Source.Start(new() { Endpoint = authority.SocketFor(name) });
            await source.WaitForFirstAsync(TestContext.Current.CancellationToken);
            var svid = source.Current!.Svid;
            return svid.NotAfter - svid.NotBefore; // it begins 10 s before its issue
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8 * 24 * 3600)]
    public async Task A_lifetime_that_is_too_short_or_too_long_is_refused(int seconds)
    {
        await using var world = await World.StartAsync();
        await world.Authority.DisposeAsync();
        var options = world.Options with
        {
            Registrations = [new("order", [World.Id("order")]) { SvidLifetime = TimeSpan.FromSeconds(seconds) }],
        };

        var error = await Assert.ThrowsAsync<ArgumentException>(() => DevelopmentAuthority.StartAsync(options, CancellationToken.None));

        Assert.Contains($"'order' must live from 4 s to 604800 s, not {seconds} s", error.Message, StringComparison.Ordinal);
    }

    private static HttpRequestMessage Post() => new(HttpMethod.Post, "http://localhost/rotate");

    private static List<string> Roots(X509Source source) =>
        [.. source.Current!.Bundles.All.Single().Authorities.Select(authority => authority.Thumbprint)];

    private static HttpClient Control(World world, string socket) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await connection.ConnectAsync(
                new UnixDomainSocketEndPoint(Path.Combine(world.Options.SocketDirectory, socket)), cancellationToken);
            return new NetworkStream(connection, ownsSocket: true);
        },
    });
}
