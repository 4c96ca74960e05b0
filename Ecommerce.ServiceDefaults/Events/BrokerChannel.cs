using Ecommerce.ServiceDefaults.Configuration;
using RabbitMQ.Client;

namespace Ecommerce.ServiceDefaults.Events;

/// <summary>A connection to the broker whose messages are confirmed.</summary>
internal sealed class BrokerChannel : IAsyncDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private const string MediaType = "application/cloudevents+json; charset=utf-8";

    private readonly BrokerSettings _settings;
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private BrokerChannel(BrokerSettings settings, IConnection connection, IChannel channel) =>
        (_settings, _connection, _channel) = (settings, connection, channel);

    /// <summary>Whether messages can be published.</summary>
    public bool IsOpen => _channel.IsOpen;

    /// <summary>Connects and declares the exchange, durable, by topic.</summary>
    public static async Task<BrokerChannel> OpenAsync(BrokerSettings settings, string name, CancellationToken cancellationToken)
    {
        var connection = await BrokerFactory.Create(settings, name).CreateConnectionAsync(cancellationToken);
        try
        {
            var channel = await connection.CreateChannelAsync(
                new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
            await channel.ExchangeDeclareAsync(
                settings.Exchange, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: cancellationToken);
            return new(settings, connection, channel);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Publishes an event; the task ends when the broker has confirmed it.</summary>
    public async Task PublishAsync(OutboxEvent item, CancellationToken cancellationToken)
    {
        var properties = new BasicProperties
        {
            ContentType = MediaType,
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = item.Id,
            Type = item.Type,
        };
        await _channel.BasicPublishAsync(
            _settings.Exchange, item.Type, mandatory: false, properties, item.Body, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A broker that is away does not answer a farewell.
        await _connection.AbortAsync(CloseTimeout);
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
