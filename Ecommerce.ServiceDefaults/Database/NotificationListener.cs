using System.Data;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>
/// Listens to a channel of PostgreSQL's NOTIFY. A notification is a hint to look and may be lost, such as while the connection is opened
/// again: a waiter looks every <see cref="PollInterval"/> anyway.
/// </summary>
/// <param name="database">The database that notifies; NOTIFY does not cross databases.</param>
/// <param name="channel">The channel's name, as in LISTEN.</param>
/// <param name="time">The clock of all pauses.</param>
/// <param name="logger">Where failures are logged.</param>
public abstract class NotificationListener(NpgsqlDataSource database, string channel, TimeProvider time, ILogger logger)
    : BackgroundLoop(time, logger)
{
    /// <summary>How often a waiter looks without a notification.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>The database that notifies.</summary>
    protected NpgsqlDataSource Database { get; } = database;

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [ListenAsync];

    /// <summary>A notification came. Runs on the connection's own loop: it must not wait.</summary>
    protected abstract void OnNotified(string payload);

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        await using var connection = await Database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => OnNotified(notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        try
        {
            while (true)
            {
                await connection.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            await UnlistenAsync(connection);
        }
    }

    // The pool gives the session to others as it is.
    private static async Task UnlistenAsync(NpgsqlConnection connection)
    {
        if (connection.State == ConnectionState.Open)
        {
            await using var unlisten = new NpgsqlCommand("UNLISTEN *", connection);
            await unlisten.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }
}
