using System.Runtime.CompilerServices;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Sealing;

/// <summary>Reads an audit as <c>read_audit</c> streams it.</summary>
internal sealed class AuditReader(NpgsqlDataSource database)
{
    private const int PageSize = 100;
    private const int MostAbout = 1000;

    /// <summary>The heads of an agent's chain that were witnessed here, after a link.</summary>
    public async IAsyncEnumerable<AuditRecord> HeadsAsync(
        string agent, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(SealSql.Witnessed).With(agent).With(after);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new() { Head = SealSql.ReadHead(reader) };
        }
    }

    /// <summary>The chain after a link: each link after its rows, and then the rows that are not sealed yet.</summary>
    public async IAsyncEnumerable<AuditRecord> ChainAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = await LastRowOfAsync(after, cancellationToken);
        for (; await LinksAsync(after, cancellationToken) is { Count: > 0 } links; after = links[^1].Seal)
        {
            foreach (var link in links)
            {
                var next = (link.LastPosition, Guid.Parse(link.LastId));
                await foreach (var row in RowsAsync(last, next, cancellationToken))
                {
                    yield return row;
                }

                yield return new() { Seal = link };
                last = next;
            }
        }

        await foreach (var row in RowsAsync(last, (long.MaxValue, Guid.AllBitsSet), cancellationToken))
        {
            yield return row;
        }
    }

    /// <summary>The last rows about a resource.</summary>
    /// <param name="resource">Such as <c>order/{id}</c>.</param>
    /// <param name="since">Of which time or later; null for all that are kept.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public IAsyncEnumerable<AuditRecord> AboutAsync(string resource, DateTimeOffset? since, CancellationToken cancellationToken) =>
        ReadAsync(database.CreateCommand(SealSql.RowsAbout)
            .With(resource).With(since ?? DateTimeOffset.UnixEpoch).With(MostAbout), cancellationToken);

    /// <summary>The number of the last link; 0 if there is none.</summary>
    public async Task<long> LastLinkAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(SealSql.LastNumber);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<IReadOnlyList<AuditSeal>> LinksAsync(long after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(SealSql.Links).With(after).With(PageSize);
        return await command.ReadAllAsync(SealSql.ReadLinkWithReceipt, cancellationToken);
    }

    private async Task<(long Position, Guid Id)> LastRowOfAsync(long seal, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(SealSql.LastRowOf).With(seal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.GetGuid(1)) : (-1, Guid.Empty);
    }

    private IAsyncEnumerable<AuditRecord> RowsAsync(
        (long Position, Guid Id) after, (long Position, Guid Id) last, CancellationToken cancellationToken) =>
        ReadAsync(database.CreateCommand(SealSql.RowsBetween)
            .With(after.Position).With(after.Id).With(last.Position).With(last.Id), cancellationToken);

    private static async IAsyncEnumerable<AuditRecord> ReadAsync(
        NpgsqlCommand rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = rows;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new() { Row = SealSql.ReadRow(reader) };
        }
    }
}
