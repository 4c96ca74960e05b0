using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Hosting;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Spiffe.Tls;

namespace Ecommerce.ServiceDefaults.Tests.Hosting;

/// <summary>Strangers who connect to a public port that speaks TLS, and say nothing.</summary>
public sealed class PublicListenerTests : IAsyncDisposable
{
    private const int Strangers = 10;
    private const int Bound = 2;

    private readonly TestFolder _folder = new();
    private readonly ConcurrentQueue<RefusedPeer> _refused = new();
    private readonly List<TcpClient> _silent = [];
    private WebApplication? _app;

    [Theory]
    [InlineData(Bound, 100)]
    [InlineData(100, Bound)]
    public async Task For_a_further_connection_the_oldest_without_a_finished_handshake_is_cut_and_none_with_one(int total, int perAddress)
    {
        var address = await ServeAsync(total, perAddress);
        using var browser = Browser(address);
        var open = await browser.GetStringAsync(address, TestContext.Current.CancellationToken);
        await ComeAsync(address);

        await Eventually.HoldsAsync(() => _silent.Count(IsCut) == Strangers - Bound, "all but two are cut");
        Assert.Equal(open, await browser.GetStringAsync(address, TestContext.Current.CancellationToken));
        using var another = Browser(address);
        Assert.NotEqual(open, await another.GetStringAsync(address, TestContext.Current.CancellationToken));
        Assert.All(_refused, peer => Assert.Equal(PeerRefusal.TooManyHandshakes, peer.Refusal));
    }

    [Fact]
    public async Task A_trusted_proxy_brings_the_connections_of_many()
    {
        var address = await ServeAsync(total: 5, perAddress: Bound, proxy: "127.0.0.1/32");
        await ComeAsync(address);
        await Eventually.HoldsAsync(() => _silent.Count(IsCut) == Strangers - 5, "all but five are cut");
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Whoever_stays_silent_is_cut()
    {
        var address = await ServeAsync(total: 100, perAddress: 100);
        await ComeAsync(address);
        await Eventually.HoldsAsync(() => _silent.TrueForAll(IsCut), "all are cut");
        await Eventually.HoldsAsync(() => _refused.Count == Strangers, "each is told of");
        Assert.All(_refused, peer => Assert.Equal(PeerRefusal.HandshakeFailed, peer.Refusal));
    }

    public async ValueTask DisposeAsync()
    {
        _silent.ForEach(client => client.Dispose());
        if (_app is not null)
        {
            await _app.StopAsync(new CancellationToken(canceled: true));
            await _app.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>A port that answers with the connection's ID.</summary>
    private async Task<Uri> ServeAsync(int total, int perAddress, string? proxy = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        var file = _folder.At("certificate.pem");
        await File.WriteAllTextAsync(file, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        var settings = new PublicSettings(0, file, "", proxy is null ? [] : [IPNetwork.Parse(proxy)], [])
        {
            MaxHandshakes = total,
            MaxHandshakesPerAddress = perAddress,
        };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(TimeProvider.System).AddLogging();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenPublic(IPAddress.Loopback, settings, _refused.Enqueue));
        _app = builder.Build();
        _app.Run(context => context.Response.WriteAsync(context.Connection.Id));
        await _app.StartAsync(TestContext.Current.CancellationToken);
        return new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    private async Task ComeAsync(Uri address)
    {
        for (var i = 0; i < Strangers; i++)
        {
            var client = new TcpClient();
            _silent.Add(client);
            await client.ConnectAsync(IPAddress.Loopback, address.Port);
        }
    }

    private static HttpClient Browser(Uri address) => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null },
    })
    {
        BaseAddress = address,
    };

    private static bool IsCut(TcpClient client)
    {
        try
        {
            return client.Client.Poll(0, SelectMode.SelectRead) && client.Client.Receive(new byte[1]) == 0;
        }
        catch (SocketException)
        {
            return true; // reset
        }
    }
}
