using System.Security.Cryptography.X509Certificates;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Grpc.Core;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Sealing;

/// <summary>What every agent's service answers about audits: its own, and those that it witnesses.</summary>
public sealed class AuditCapabilities
{
    private const int HashLength = 32;

    private readonly NpgsqlDataSource _database;
    private readonly AgentInfo _agent;
    private readonly IdempotencyStore _idempotency;
    private readonly Func<X509Certificate2?> _leaf;
    private readonly TimeProvider _time;
    private readonly AuditReader _reader;

    /// <param name="database">The agent's.</param>
    /// <param name="agent">Which agent it is.</param>
    /// <param name="idempotency">Outcomes under a key.</param>
    /// <param name="leaf">The leaf of its SVID with its private key; null while it has none.</param>
    /// <param name="time">The clock.</param>
    internal AuditCapabilities(
        NpgsqlDataSource database, AgentInfo agent, IdempotencyStore idempotency, Func<X509Certificate2?> leaf, TimeProvider time) =>
        (_database, _agent, _idempotency, _leaf, _time, _reader) = (database, agent, idempotency, leaf, time, new(database));

    /// <summary>
    /// <c>read_audit</c>: streams the chain with its rows, the rows about one resource, or the heads that were witnessed of another
    /// agent's chain.
    /// </summary>
    public async Task ReadAsync(ReadAuditRequest request, IServerStreamWriter<AuditRecord> records, ServerCallContext context)
    {
        var found = request switch
        {
            { WitnessedOf.Length: > 0 } => _reader.HeadsAsync(request.WitnessedOf, request.AfterSeal, context.CancellationToken),
            { Resource.Length: > 0 } => _reader.AboutAsync(
                request.Resource, request.Since?.ToDateTimeOffset(), context.CancellationToken),
            _ => _reader.ChainAsync(await AfterAsync(request, context.CancellationToken), context.CancellationToken),
        };
        await foreach (var record in found)
        {
            await records.WriteAsync(record, context.CancellationToken);
        }
    }

    /// <summary><c>countersign_audit</c>: keeps the head of the caller's chain and signs it.</summary>
    /// <exception cref="ProblemException"><c>forbidden</c>: the caller has another witness; <c>conflict</c>: the caller's chain was
    /// another one, or longer.</exception>
    public Task<AuditReceipt> CountersignAsync(AuditHead head, ServerCallContext context)
    {
        var call = context.Call();
        var owner = Contracts.Agents.All.FirstOrDefault(other => other.Witness == _agent.Name && _agent.IdOf(other.Name) == call.Caller)
            ?? throw new ProblemException(ErrorCodes.Forbidden, "Another agent witnesses your audit.");
        if (head.Hash.Length != HashLength)
        {
            throw new ProblemException(ErrorCodes.InvalidRequest, "Must be a SHA-256.", "hash");
        }

        return _idempotency.RunRepeatableAsync(
            call.Idempotency,
            async cancellationToken =>
            {
                await KeepAsync(owner.Name, head, cancellationToken);
                return Sign(owner.Name, head);
            },
            isOutcome: _ => true, context.CancellationToken);
    }

    /// <summary>Keeps the head of an agent's chain.</summary>
    /// <exception cref="ProblemException"><c>conflict</c>: another one is kept under its number, or a later one.</exception>
    internal async Task KeepAsync(string owner, AuditHead head, CancellationToken cancellationToken)
    {
        await using var command = _database.CreateCommand(SealSql.Witness)
            .With(owner).With(head.Seal).With(head.Hash.ToByteArray()).With(head.SealedAt.ToDateTimeOffset()).With(_time.GetUtcNow());
        // What another replica of the caller has had kept at the same moment is seen by the next statement only.
        var kept = await command.ReadOneAsync(SealSql.ReadKept, cancellationToken)
            ?? await command.ReadOneAsync(SealSql.ReadKept, cancellationToken);
        if (kept is null || !kept.AsSpan().SequenceEqual(head.Hash.Span))
        {
            throw new ProblemException(ErrorCodes.Conflict, "Your chain was another one, or longer.");
        }
    }

    private async Task<long> AfterAsync(ReadAuditRequest request, CancellationToken cancellationToken) => request.LastSeals == 0
        ? request.AfterSeal : Math.Max(0, await _reader.LastLinkAsync(cancellationToken) - request.LastSeals);

    private AuditReceipt Sign(string owner, AuditHead head)
    {
        var leaf = _leaf() ?? throw ProblemException.Unavailable("The witness has no identity.");
        return new()
        {
            Witness = _agent.SpiffeId,
            Signature = UnsafeByteOperations.UnsafeWrap(AuditSignature.Sign(leaf, owner, head)),
            Certificate = UnsafeByteOperations.UnsafeWrap(leaf.RawData),
        };
    }
}
