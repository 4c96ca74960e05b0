using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Sealing;

/// <summary>
/// Adds links to the audit's chain. One replica does so at a time, for as long as its transaction lasts. Rows are written without the chain
/// and never wait for it.
/// </summary>
internal sealed class SealStore(NpgsqlDataSource database, AgentInfo agent, TimeProvider time)
{
    /// <summary>The most rows of one link.</summary>
    public const int LinkLimit = 1000;

    // Before the first link.
    private static readonly AuditSeal Start = new() { LastPosition = -1, LastId = Guid.Empty.ToString() };

    // The last link that this process has seen.
    private AuditSeal _seen = Start;

    /// <summary>Seals the next rows.</summary>
    /// <returns>The number of rows; none if there is none that is final, or while another replica seals.</returns>
    /// <exception cref="BrokenChainException">A link that this process has seen is gone or another. The next call goes on from what
    /// is there.</exception>
    public async Task<int> SealAsync(CancellationToken cancellationToken)
    {
        if (!await HasMoreAsync(cancellationToken))
        {
            return 0;
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await LeadAsync(transaction, cancellationToken) is not { } head)
        {
            return 0;
        }

        await using var command = transaction.CreateCommand(SealSql.Unsealed)
            .With(head.LastPosition).With(Guid.Parse(head.LastId)).With(LinkLimit);
        var rows = await command.ReadAllAsync(SealSql.ReadRow, cancellationToken);
        _seen = head;
        if (rows.Count > 0)
        {
            await AddAsync(transaction, Next(head, AuditChain.EntriesOf(rows), rows[^1]), cancellationToken);
        }

        return rows.Count;
    }

    /// <summary>Makes the partitions of the months to come, and drops those of months that are over.</summary>
    /// <param name="before">A month's first day: the rows of earlier months go, and their links stay.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task KeepMonthsAsync(DateOnly before, CancellationToken cancellationToken)
    {
        await using (var add = database.CreateCommand(SealSql.AddMonths))
        {
            await add.ExecuteNonQueryAsync(cancellationToken);
        }

        await using (var older = database.CreateCommand(SealSql.HasOlder).With(before))
        {
            if (await older.ExecuteScalarAsync(cancellationToken) is not true)
            {
                return;
            }
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await LeadAsync(transaction, cancellationToken) is { } head)
        {
            var link = Next(head, ByteString.Empty, last: null);
            link.DroppedBefore = SealSql.DayOf(before);
            await using var drop = transaction.CreateCommand(SealSql.Drop).With(before);
            await AddAsync(transaction, link, cancellationToken, drop);
        }
    }

    private async Task<bool> HasMoreAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(SealSql.Look)
            .With(_seen.LastPosition).With(Guid.Parse(_seen.LastId)).With(_seen.Seal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (_seen.Seal > 0 && reader.GetNullableBytes(1)?.AsSpan().SequenceEqual(_seen.Hash.Span) != true)
        {
            var broken = _seen.Seal;
            _seen = Start;
            throw new BrokenChainException(broken);
        }

        return !reader.IsDBNull(0);
    }

    // In a snapshot after the lead was taken, so that the last leader's link is seen.
    private static async Task<AuditSeal?> LeadAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using (var lead = transaction.CreateCommand(SealSql.Lead))
        {
            if (await lead.ExecuteScalarAsync(cancellationToken) is not true)
            {
                return null;
            }
        }

        await using var command = transaction.CreateCommand(SealSql.Head);
        return await command.ReadOneAsync(SealSql.ReadLink, cancellationToken) ?? Start;
    }

    private AuditSeal Next(AuditSeal head, ByteString entries, AuditRow? last)
    {
        var now = time.GetUtcNow();
        return new()
        {
            Seal = head.Seal + 1,
            // As the database keeps it.
            SealedAt = Timestamp.FromDateTimeOffset(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond))),
            LastPosition = last?.Position ?? head.LastPosition,
            LastId = last?.AuditId ?? head.LastId,
            Entries = entries,
            Previous = head.Hash,
        };
    }

    private async Task AddAsync(
        NpgsqlTransaction transaction, AuditSeal link, CancellationToken cancellationToken, NpgsqlCommand? then = null)
    {
        link.Hash = UnsafeByteOperations.UnsafeWrap(AuditChain.HashOf(agent.Name, link));
        await using var command = transaction.CreateCommand(SealSql.Add)
            .With(link.Seal).With(link.SealedAt.ToDateTimeOffset()).With(link.LastPosition).With(Guid.Parse(link.LastId))
            .With(link.Entries.ToByteArray())
            .With(link.DroppedBefore.Length == 0 ? (DateOnly?)null : SealSql.DayOf(link.DroppedBefore))
            .With(link.Previous.ToByteArray()).With(link.Hash.ToByteArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
        if (then is not null)
        {
            await then.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        _seen = link;
    }
}

/// <summary>A link of the audit's chain is gone, or another than it was.</summary>
/// <param name="seal">Its number.</param>
internal sealed class BrokenChainException(long seal) : Exception($"Link {seal} of the audit's chain is not what it was.");
