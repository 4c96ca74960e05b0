using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using A2A.V1;
using Ecommerce.ServiceDefaults.A2A.Push;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.Testing;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.Tests.A2A.Push;

/// <summary>A notification is posted to whom TLS proves to be the receiver, and its answer is not read on and on.</summary>
public sealed class PushSenderTests
{
    private static readonly StreamResponse Told = new()
    {
        StatusUpdate = new() { TaskId = "t", ContextId = "c", Status = new() { State = TaskState.Working } },
    };

    [Fact]
    public async Task A_receiver_has_a_certificate_of_its_name_by_an_authority_that_is_trusted()
    {
        using var folder = new TestFolder();
        var now = TimeProvider.System.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=an authority", key, HashAlgorithmName.SHA256)
        {
            CertificateExtensions = { new X509BasicConstraintsExtension(true, false, 0, true) },
        };
        using var authority = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllTextAsync(folder.At("ca.pem"), authority.ExportCertificatePem());
        using var leaf = LeafOf("127.0.0.1", authority, now);
        using var another = LeafOf("127.0.0.2", authority, now);
        await using var receiver = await PushReceiver.StartAsync(leaf);
        await using var stranger = await PushReceiver.StartAsync(another);

        using var trusting = SenderOf(folder.At("ca.pem"));
        // Many at once, by connections of their own.
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(trusting, receiver.Address)));
        Assert.All(answers, Assert.Null);
        Assert.NotNull(await SendAsync(trusting, stranger.Address));
        using var system = SenderOf("");
        Assert.NotNull(await SendAsync(system, receiver.Address));
        Assert.Equal((8, 0), (receiver.All.Count, stranger.All.Count));
    }

    [Fact]
    public void A_file_without_a_certificate_is_named()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.At("ca.pem"), "nothing");
        foreach (var file in new[] { folder.At("ca.pem"), folder.At("none.pem") })
        {
            var refused = Assert.Throws<AgentSetupException>(() => SenderOf(file));
            Assert.Contains(file, Assert.Single(refused.Problems), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_answer_that_does_not_end_counts_by_its_status_and_nobody_waits_for_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var flooding = FloodAsync(listener);
        using (var sender = SenderOf(""))
        {
            Assert.Null(await SendAsync(sender, $"http://{listener.LocalEndpoint}"));
        }

        Assert.True(await flooding < 64 << 20);
    }

    // How many bytes the sender let in before it hung up.
    private static async Task<long> FloodAsync(TcpListener listener)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        var stream = connection.GetStream();
        var bytes = 0L;
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        var chunk = "1000\r\n"u8.ToArray().Concat(new byte[0x1000]).Concat("\r\n"u8.ToArray()).ToArray();
        try
        {
            while (bytes < 64 << 20)
            {
                await stream.WriteAsync(chunk);
                bytes += chunk.Length;
            }
        }
        catch (IOException)
        {
            // It hung up.
        }

        return bytes;
    }

    private static Task<string?> SendAsync(PushSender sender, string address) =>
        sender.SendAsync(new() { Url = $"{address}/hook" }, Told, CancellationToken.None);

    private static PushSender SenderOf(string authority)
    {
        var settings = new PushSettings("", authority, [IPNetwork.Parse("127.0.0.0/8")], AllowsPlaintext: true);
        return new(settings, new PushGuard(settings, PushGuard.ResolveAsync), TimeProvider.System);
    }

    private static X509Certificate2 LeafOf(string address, X509Certificate2 authority, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        var request = new CertificateRequest("CN=a receiver", key, HashAlgorithmName.SHA256) { CertificateExtensions = { names.Build() } };
        using var leaf = request.Create(authority, now.AddHours(-1), now.AddHours(1), RandomNumberGenerator.GetBytes(8));
        return leaf.CopyWithPrivateKey(key);
    }
}
