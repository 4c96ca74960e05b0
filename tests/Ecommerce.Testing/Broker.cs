using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Ecommerce.Development;
using RabbitMQ.Client;

namespace Ecommerce.Testing;

/// <summary>A broker for the tests of a class, with a certificate of an authority that only it knows.</summary>
public sealed class Broker : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private RabbitServer? _server;

    /// <summary>The server; a test asks <see cref="RabbitServer.IsInstalled"/> first.</summary>
    public RabbitServer Server => _server ?? throw new InvalidOperationException(RabbitServer.Missing);

    /// <summary>Its address without TLS.</summary>
    public Uri Address => new($"amqp://127.0.0.1:{Server.Port}");

    /// <summary>Its address with TLS.</summary>
    public Uri TlsAddress => new($"amqps://localhost:{Server.TlsPort}");

    /// <summary>Who vouches for it, in PEM.</summary>
    public string AuthorityFile => _folder.At("authority.pem");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var certificate = _folder.At("broker.pem");
        WriteCertificates(AuthorityFile, certificate);
        _server = RabbitServer.IsInstalled
            ? await RabbitServer.StartAsync(_folder.At("broker"), FreePorts.FindBase(), certificate, TimeProvider.System) : null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>Declares a topic exchange and a durable queue that gets what has this routing key.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="key">The routing key; <c>#</c> for all.</param>
    /// <param name="limit">How many messages the queue takes before it refuses more.</param>
    public async Task BindAsync(string exchange, string queue, string key = "#", int limit = 1_000_000)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true);
        await channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-max-length"] = limit, ["x-overflow"] = "reject-publish" });
        await channel.QueueBindAsync(queue, exchange, key);
        await Server.SyncAsync();
    }

    /// <summary>Puts a message into a queue past any exchange.</summary>
    public async Task FillAsync(string queue)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(
            new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.BasicPublishAsync("", queue, "{}"u8.ToArray());
    }

    /// <summary>Takes all that a queue holds.</summary>
    public async Task<List<JsonElement>> TakeAsync(string queue)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        List<JsonElement> taken = [];
        while (await channel.BasicGetAsync(queue, autoAck: true) is { } message)
        {
            taken.Add(JsonElement.Parse(message.Body.Span));
        }

        return taken;
    }

    private Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = Address }.CreateConnectionAsync();

    private static void WriteCertificates(string authorityFile, string certificateFile)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var leaf = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        leaf.CertificateExtensions.Add(names.Build());
        using var certificate = leaf.Create(authority, now.AddHours(-1), now.AddMinutes(50), [1]);
        File.WriteAllText(authorityFile, authority.ExportCertificatePem());
        File.WriteAllText(certificateFile, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }
}
