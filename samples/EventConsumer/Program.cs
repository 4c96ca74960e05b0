using System.Text.Json;
using EventConsumer;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

// Counts the orders that were confirmed each day: EventConsumer amqps://user:password@broker "Host=…;Database=…"
if (args is not [var broker, var connectionString])
{
    await Console.Error.WriteLineAsync("usage: EventConsumer <amqp address> <connection string>");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
await using var database = NpgsqlDataSource.Create(connectionString);
var inbox = new Inbox(database, pause: TimeSpan.FromSeconds(5), TimeProvider.System);
await inbox.CreateAsync(stop.Token);
await using (var create = database.CreateCommand(
    "CREATE TABLE IF NOT EXISTS confirmed_orders (day date PRIMARY KEY, orders bigint NOT NULL)"))
{
    await create.ExecuteNonQueryAsync(stop.Token);
}

// The queue is durable and has one consumer at a time: two would handle events of one order side by side.
var factory = new ConnectionFactory { Uri = new Uri(broker) };
await using var connection = await factory.CreateConnectionAsync(stop.Token);
await using var channel = await connection.CreateChannelAsync(cancellationToken: stop.Token);
const string Exchange = "ecommerce.events", Queue = "confirmed-orders";
await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Topic, durable: true, cancellationToken: stop.Token);
await channel.QueueDeclareAsync(
    Queue, durable: true, exclusive: false, autoDelete: false,
    new Dictionary<string, object?> { ["x-single-active-consumer"] = true }, cancellationToken: stop.Token);
await channel.QueueBindAsync(Queue, Exchange, "io.agentweave.order.confirmed", cancellationToken: stop.Token);
await channel.BasicQosAsync(prefetchSize: 0, prefetchCount: 100, global: false, stop.Token);

var code = 0;
var consumer = new AsyncEventingBasicConsumer(channel);
consumer.ReceivedAsync += async (_, delivery) =>
{
    try
    {
        await HandleAsync(delivery);
    }
    catch (Exception exception) when (!stop.IsCancellationRequested)
    {
        // Whoever starts this again gets the event again; going on would leave it out.
        await Console.Error.WriteLineAsync($"EventConsumer: {exception}");
        code = 1;
        await stop.CancelAsync();
    }
};
await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, stop.Token);
await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
return code;

async Task HandleAsync(BasicDeliverEventArgs delivery)
{
    using var cloudEvent = JsonDocument.Parse(delivery.Body);
    var (source, id) = (Text(cloudEvent, "source"), Text(cloudEvent, "id"));
    var day = DateTimeOffset.Parse(Text(cloudEvent, "time"), System.Globalization.CultureInfo.InvariantCulture).UtcDateTime.Date;
    await inbox.HandleAsync(source, id, async (transaction, cancellationToken) =>
    {
        await using var count = new NpgsqlCommand(
            """
            INSERT INTO confirmed_orders AS c (day, orders) VALUES ($1, 1)
            ON CONFLICT (day) DO UPDATE SET orders = c.orders + 1
            """, transaction.Connection, transaction)
        {
            Parameters = { new() { Value = DateOnly.FromDateTime(day) } },
        };
        await count.ExecuteNonQueryAsync(cancellationToken);
    }, stop.Token);

    // Only now: an event that was not handled is delivered again.
    await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, stop.Token);
}

static string Text(JsonDocument cloudEvent, string attribute) => cloudEvent.RootElement.GetProperty(attribute).GetString()!;
