using System.Text;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Events;

/// <summary>An event that waits for the broker.</summary>
/// <param name="Position">Its place in the outbox.</param>
/// <param name="Subject">What it is about, such as <c>order/{id}</c>; the events of one subject stay in order.</param>
/// <param name="Id">With its source, the same whenever it is published again.</param>
/// <param name="Type">Such as <c>io.agentweave.order.confirmed</c>; the routing key.</param>
/// <param name="Body">The CloudEvent in JSON.</param>
internal sealed record OutboxEvent(long Position, string Subject, string Id, string Type, ReadOnlyMemory<byte> Body);

/// <summary>The statements on the outbox, and a row of it.</summary>
internal static class OutboxSql
{
    /// <summary>
    /// $1: replica, $2: lease. Takes or keeps the lead; no row while another replica has it.
    /// </summary>
    public const string Lead =
        """
        UPDATE outbox_lease SET holder = $1, held_until = now() + $2
        WHERE id = 1 AND (holder = $1 OR held_until IS NULL OR held_until <= now()) RETURNING id
        """;

    /// <summary>$1: replica.</summary>
    public const string Release = "UPDATE outbox_lease SET holder = NULL, held_until = NULL WHERE id = 1 AND holder = $1";

    /// <summary>$1: the maximum number of rows.</summary>
    public const string Read =
        "SELECT position, subject, event->>'id', event->>'type', event::text FROM outbox ORDER BY position LIMIT $1";

    /// <summary>$1: positions.</summary>
    public const string Delete = "DELETE FROM outbox WHERE position = ANY ($1)";

    /// <summary>$1: how many are counted at most. Returns how many events wait, and for how many seconds the first has.</summary>
    public const string Waiting =
        """
        SELECT (SELECT count(*) FROM (SELECT FROM outbox ORDER BY position LIMIT $1) counted),
            (SELECT extract(epoch FROM now() - (event->>'time')::timestamptz)::float8 FROM outbox ORDER BY position LIMIT 1)
        """;

    /// <summary>Reads a row of <see cref="Read"/>.</summary>
    public static OutboxEvent ReadEvent(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), Encoding.UTF8.GetBytes(reader.GetString(4)));
}
