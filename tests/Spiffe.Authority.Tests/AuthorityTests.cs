using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Ecommerce.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Spiffe.Tests;
using Spiffe.WorkloadApi;

namespace Spiffe.Authority.Tests;

[SupportedOSPlatform("linux")]
public class AuthorityTests
{
    [Fact]
    public async Task Its_svids_are_shaped_as_spires()
    {
        await using var world = await World.StartAsync();
        var context = (await world.SourceAsync("order")).Current!;
        var (leaf, root) = (context.Svid.Leaf, context.Bundles.All.Single().Authorities.Single());

        Assert.Equal("O=SPIRE, C=US", leaf.Subject);
        Assert.Equal("1.2.840.10045.4.3.2", leaf.SignatureAlgorithm.Value);
        Assert.Equal(TimeSpan.FromSeconds(3610), leaf.NotAfter - leaf.NotBefore);
        Assert.Equal(16, leaf.SerialNumberBytes.Length);
        var usage = Assert.Single(leaf.Extensions.OfType<X509KeyUsageExtension>());
        Assert.True(usage.Critical);
        Assert.Equal(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.KeyAgreement, usage.KeyUsages);
        Assert.Equal(
            Assert.Single(root.Extensions.OfType<X509SubjectKeyIdentifierExtension>()).SubjectKeyIdentifierBytes.ToArray(),
            Assert.Single(leaf.Extensions.OfType<X509AuthorityKeyIdentifierExtension>()).KeyIdentifier!.Value.ToArray());
        Assert.Matches("^SERIALNUMBER=[0-9]+, O=SPIFFE, C=US$", root.Subject);
        Assert.Equal(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign,
            Assert.Single(root.Extensions.OfType<X509KeyUsageExtension>()).KeyUsages);
        Assert.True(DevelopmentMarker.IsOn(root));
        Assert.False(DevelopmentMarker.IsOn(leaf));
    }

    [Fact]
    public async Task A_workloads_host_names_are_beside_its_ID_as_SPIRE_has_them()
    {
        await using var world = await World.StartAsync();
        var svid = (await world.SourceAsync("user")).Current!.Svid;

        Assert.Equal("CN=user, O=SPIRE, C=US", svid.Leaf.Subject);
        Assert.Equal(
            ["user", "user.example.org"],
            svid.Leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single().EnumerateDnsNames());
        Assert.Equal(World.Id("user"), svid.Id);
        Assert.False((await world.SourceAsync("order")).Current!.Svid.Leaf.MatchesHostname("order"));
    }

    [Fact]
    public async Task Only_the_owner_can_enter_the_sockets_folder_and_read_the_key()
    {
        await using var world = await World.StartAsync();

        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(world.Options.SocketDirectory));
        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(Path.Combine(world.Options.DataDirectory, "ca.key")));
        Assert.Equal((UnixFileMode)0b110_100_100, File.GetUnixFileMode(Path.Combine(world.Options.DataDirectory, "ca.pem")));
    }

    [Fact]
    public async Task A_key_that_others_can_read_is_refused()
    {
        await using var world = await World.StartAsync();
        await world.Authority.DisposeAsync();
        var key = Path.Combine(world.Options.DataDirectory, "ca.key");
        File.SetUnixFileMode(key, (UnixFileMode)0b110_100_000);

        var error = await Assert.ThrowsAsync<InvalidDataException>(world.StartAuthorityAsync);

        Assert.Contains(key, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_root_is_refused_and_not_replaced()
    {
        await using var world = await World.StartAsync();
        await world.Authority.DisposeAsync();
        var roots = Path.Combine(world.Options.DataDirectory, "ca.key");
        await File.WriteAllTextAsync(roots, "no key");

        await Assert.ThrowsAsync<InvalidDataException>(world.StartAuthorityAsync);

        Assert.Equal("no key", await File.ReadAllTextAsync(roots));
    }

    [Fact]
    public async Task The_sockets_and_their_folder_go_with_the_authority()
    {
        await using var world = await World.StartAsync();

        await world.Authority.DisposeAsync();

        Assert.False(Directory.Exists(world.Options.SocketDirectory));
    }

    [Fact]
    public async Task A_stale_socket_is_replaced_and_a_served_one_is_not()
    {
        await using var world = await World.StartAsync();
        await Assert.ThrowsAsync<IOException>(() => DevelopmentAuthority.StartAsync(world.Options, CancellationToken.None));
        await world.SourceAsync("order"); // still served
        await world.Authority.DisposeAsync();
        Directory.CreateDirectory(world.Options.SocketDirectory);
        var path = Path.Combine(world.Options.SocketDirectory, "order.sock");
        using (var killed = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            killed.Bind(new UnixDomainSocketEndPoint(path + "-"));
            File.Move(path + "-", path);
        }

        Assert.True(File.Exists(path));

        await world.StartAuthorityAsync();

        await world.SourceAsync("order");
    }

    [Theory]
    [InlineData("")]
    [InlineData("false")]
    [InlineData("True")]
    [InlineData("true true")]
    public async Task A_call_without_the_security_header_is_refused_on_all_methods(string values)
    {
        await using var world = await World.StartAsync();
        using var channel = Channel(world.Authority.SocketFor("order"));
        var client = new SpiffeWorkloadAPI.SpiffeWorkloadAPIClient(channel);
        var headers = new Metadata();
        foreach (var value in values.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            headers.Add("workload.spiffe.io", value);
        }

        await RefusedAsync(async () => await client.FetchX509SVID(new(), headers).ResponseStream.MoveNext(CancellationToken.None));
        await RefusedAsync(async () => await client.FetchX509Bundles(new(), headers).ResponseStream.MoveNext(CancellationToken.None));
        await RefusedAsync(async () => await client.FetchJWTSVIDAsync(new(), headers));
        await RefusedAsync(async () => await client.FetchJWTBundles(new(), headers).ResponseStream.MoveNext(CancellationToken.None));
        await RefusedAsync(async () => await client.ValidateJWTSVIDAsync(new(), headers));

        static async Task RefusedAsync(Func<Task> call)
        {
            var error = await Assert.ThrowsAsync<RpcException>(call);
            Assert.Equal(new Status(StatusCode.InvalidArgument, "security header missing from request"),
                new Status(error.StatusCode, error.Status.Detail));
        }
    }

    [Fact]
    public async Task In_strict_mode_only_the_accepted_process_is_served()
    {
        await using var world = await World.StartAsync(strict: true);
        var source = world.StartSource("order");
        await Eventually.HoldsAsync(() => source.Problem is not null, "the refusal arrives");
        Assert.Contains("no identity issued", source.Problem, StringComparison.Ordinal);
        Assert.Contains(
            world.Log.Lines,
            line => line.Level == LogLevel.Warning
                && Regex.IsMatch(line.Text, "^A caller on the socket of order is refused: uid [0-9]+, pid [0-9]+$"));

        world.Authority.Accept("order", 1);
        Assert.Null(source.Current);
        world.Authority.Accept("order", Environment.ProcessId);

        await Eventually.HoldsAsync(() => source.Current is not null, "the accepted process is served");
    }

    [Fact]
    public async Task Another_user_is_kept_out_by_the_folder_and_by_its_uid()
    {
        Assert.SkipUnless(
            Environment.UserName == "root" && File.Exists("/usr/bin/setpriv"), "needs root and setpriv to become another user");
        var probe = Probe.Require();
        await using var world = await World.StartAsync();
        var shared = Directory.CreateTempSubdirectory("spiffe").FullName;
        File.Copy(probe, Path.Combine(shared, "probe"));
        File.SetUnixFileMode(shared, (UnixFileMode)0b111_101_101);

        Assert.Contains("permission denied", await AskAsNobodyAsync(), StringComparison.Ordinal);
        foreach (var folder in new[] { world.Folder, world.Options.SocketDirectory })
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        }

        File.SetUnixFileMode(Path.Combine(world.Options.SocketDirectory, "order.sock"), (UnixFileMode)0b111_111_111);
        Assert.Contains("no identity issued", await AskAsNobodyAsync(), StringComparison.Ordinal);
        Directory.Delete(shared, recursive: true);

        async Task<string> AskAsNobodyAsync()
        {
            using var process = Probe.Start(
                "/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
                Path.Combine(shared, "probe"), "x509", "--socket", world.Authority.SocketFor("order"), "--timeout", "5s");
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.NotEqual(0, process.ExitCode);
            return await output + errors;
        }
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-300)]
    public async Task Svids_are_renewed_after_a_jump_of_the_clock(int seconds)
    {
        var clock = new ShiftedClock();
        await using var world = await World.StartAsync(clock: clock);
        var source = await world.SourceAsync("order", time: clock);
        var before = source.Current!;

        clock.Shift = TimeSpan.FromSeconds(seconds);

        await Eventually.HoldsAsync(() => source.Current != before, "a new SVID comes");
        Assert.True(source.Current!.Svid.IsValidAt(clock.GetUtcNow()));
    }

    [Theory]
    [InlineData("../order")]
    [InlineData("Order")]
    [InlineData("")]
    public async Task A_registrations_name_cannot_leave_the_folder(string name)
    {
        await using var world = await World.StartAsync();
        var options = world.Options with
        {
            SocketDirectory = Path.Combine(world.Folder, "other"),
            Registrations = [new(name, [World.Id("order")])],
        };

        await Assert.ThrowsAsync<ArgumentException>(() => DevelopmentAuthority.StartAsync(options, CancellationToken.None));
    }

    private static GrpcChannel Channel(string endpoint) => GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(endpoint["unix://".Length..]), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        },
        DisposeHttpClient = true,
    });
}
