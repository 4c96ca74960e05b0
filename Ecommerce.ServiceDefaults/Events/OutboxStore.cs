using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Events;

/// <summary>The events that wait for the broker, for the one replica that leads. The lease goes by the database's clock.</summary>
internal sealed class OutboxStore(NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly Guid _replica = Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>Takes or keeps the lead, and reads the first events.</summary>
    /// <returns>At most <paramref name="limit"/>, in order; none while another replica leads.</returns>
    public async Task<IReadOnlyList<OutboxEvent>> ReadAsync(int limit, CancellationToken cancellationToken)
    {
        await using (var lead = database.CreateCommand(OutboxSql.Lead).With(_replica).With(Lease))
        {
            if (await lead.ExecuteScalarAsync(cancellationToken) is null)
            {
                return [];
            }
        }

        // In a snapshot after the lead was taken, so that what its last holder deleted is not read again.
        await using var command = database.CreateCommand(OutboxSql.Read).With(limit);
        return await command.ReadAllAsync(OutboxSql.ReadEvent, cancellationToken);
    }

    /// <summary>Deletes what the broker has confirmed.</summary>
    public async Task DeleteAsync(IReadOnlyList<OutboxEvent> confirmed, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(OutboxSql.Delete).With(confirmed.Select(item => item.Position).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>How many events wait for the broker, at most <paramref name="limit"/>, and for how long the oldest has.</summary>
    public async Task<(long Events, TimeSpan Oldest)> CountAsync(int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(OutboxSql.Waiting).With(limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), TimeSpan.FromSeconds(reader.GetNullable<double>(1) ?? 0));
    }

    /// <summary>Lets another replica lead at once.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(OutboxSql.Release).With(_replica);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
