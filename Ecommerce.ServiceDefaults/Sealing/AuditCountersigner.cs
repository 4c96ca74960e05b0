using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Telemetry;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Sealing;

/// <summary>
/// Has the head of each minute countersigned by the agent's witness, and keeps the receipts. The heads of an outage follow when the witness
/// is back.
/// </summary>
internal sealed class AuditCountersigner(
    NpgsqlDataSource database, AgentClients clients, AgentInfo agent, TimeProvider time, ILogger<AuditCountersigner> logger)
    : BackgroundLoop(time, logger)
{
    // Of links: an hour of a busy agent, or a day of a quiet one.
    private const int PageSize = 5000;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    private readonly string _witness = agent.IdOf(Contracts.Agents.WitnessOf(agent.Name).Name);
    private readonly Method<AuditHead, AuditReceipt> _method = AuditMethods.Countersign(Contracts.Agents.WitnessOf(agent.Name));

    // The last link that the witness refused, since it keeps another one of its number or a later one.
    private long _refused;

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [CountersignAsync];

    private async Task CountersignAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        while (await CountersignPageAsync(cancellationToken) > 0)
        {
        }

        await PauseAsync(PollInterval, cancellationToken);
    }

    private async Task<int> CountersignPageAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditHead> heads;
        await using (var command = database.CreateCommand(SealSql.Uncountersigned).With(Time.GetUtcNow()).With(PageSize).With(_refused))
        {
            heads = await command.ReadAllAsync(SealSql.ReadHead, cancellationToken);
        }

        foreach (var head in heads)
        {
            try
            {
                await CountersignAsync(head, cancellationToken);
            }
            catch (ProblemException exception) when (exception.Code == ErrorCodes.Conflict)
            {
                // The witness keeps what it has; later links may go on from it.
                _refused = head.Seal;
                Log.AuditChainBroken(Logger, $"{_witness} refuses to sign link {head.Seal}: {exception.Message}");
            }
        }

        return heads.Count;
    }

    private async Task CountersignAsync(AuditHead head, CancellationToken cancellationToken)
    {
        var options = new CallOptions(deadline: (Time.GetUtcNow() + CallTimeout).UtcDateTime, cancellationToken: cancellationToken);
        using var call = clients.To(_witness, CallResilience.None).AsyncUnaryCall(_method, host: null, options, head);
        var receipt = await call.ResponseAsync;
        if (receipt.Witness != _witness || !AuditSignature.IsValid(receipt, agent.Name, head))
        {
            throw ProblemException.Unavailable($"{_witness} did not sign the head.");
        }

        await using var command = database.CreateCommand(SealSql.AddReceipt)
            .With(head.Seal).With(receipt.Witness).With(receipt.Signature.ToByteArray()).With(receipt.Certificate.ToByteArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
