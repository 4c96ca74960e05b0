using System.Text.Json.Nodes;
using Ecommerce.Development;
using RabbitMQ.Client;

namespace Ecommerce.Cli.Chaos;

/// <summary>The broker that a system publishes to, with one subscriber, and what became of the events.</summary>
internal sealed class BrokerSide : IAsyncDisposable
{
    /// <summary>The variable that tells the agents where it is.</summary>
    public const string Variable = "AGENTWEAVE_EVENTS_BROKER";

    private const string Exchange = "ecommerce.events";
    private const string Queue = "chaos";

    // The first of the ports that this system does not use: it has no storefront.
    private const int PortOffset = 5;
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);
    private readonly RabbitServer _server;

    private BrokerSide(RabbitServer server) => _server = server;

    /// <summary>Where it is.</summary>
    public string Address => $"amqp://127.0.0.1:{_server.Port}";

    /// <summary>Starts it.</summary>
    /// <exception cref="ShopException">It does not start.</exception>
    public static async Task<BrokerSide> StartAsync(string folder, Ports ports, TimeProvider time, CancellationToken cancellationToken)
    {
        var broker = new BrokerSide(await RabbitServer.StartAsync(folder, ports.Public + PortOffset, certificate: null, time));
        await using var connection = await broker.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Topic, durable: true, cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(Queue, Exchange, "#", cancellationToken: cancellationToken);
        await broker._server.SyncAsync();
        return broker;
    }

    /// <summary>SIGKILL, and a start after some time.</summary>
    public async Task<bool> KillAsync(TimeSpan absence, TimeProvider time, CancellationToken cancellationToken)
    {
        await _server.KillAsync();
        await Task.Delay(absence, time, cancellationToken);
        await _server.StartAsync();
        return true;
    }

    /// <summary>
    /// What of the agents' history does not leave the outboxes, or did not reach the subscriber, and what reached it after a later event of
    /// the same order.
    /// </summary>
    public async Task<List<string>> ViolationsAsync(Books books, TimeProvider time, CancellationToken cancellationToken)
    {
        HashSet<string> missing = [.. await books.EventsAsync(cancellationToken)];
        var started = time.GetTimestamp();
        while (await books.OutboxAsync(cancellationToken) > 0 && time.GetElapsedTime(started) < PublishTimeout)
        {
            await Task.Delay(PollInterval, time, cancellationToken);
        }

        List<string> violations = [];
        HashSet<string> seen = [];
        Dictionary<string, long> last = [];
        await using var connection = await ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        while (await channel.BasicGetAsync(Queue, autoAck: true, cancellationToken) is { } message)
        {
            var item = JsonNode.Parse(message.Body.Span)!;
            var (id, subject) = ($"{item["source"]} {item["id"]}", $"{item["source"]} {item["subject"]}");
            missing.Remove(id);
            if (!seen.Add(id))
            {
                // At least once.
                continue;
            }

            var number = (long)item["data"]!["event_id"]!;
            if (last.TryGetValue(subject, out var before) && before > number)
            {
                violations.Add($"event: {id} reached the broker after event {before} of {subject}");
            }

            last[subject] = number;
        }

        return [.. violations, .. missing.Select(id => $"event: {id} never reached the broker")];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task<IConnection> ConnectAsync(CancellationToken cancellationToken) =>
        new ConnectionFactory { Uri = new Uri(Address) }.CreateConnectionAsync(cancellationToken);
}
