using System.Globalization;
using Ecommerce.Cli.Clients;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Sealing;
using Google.Protobuf;
using Grpc.Core;

namespace Ecommerce.Cli.Audit;

/// <summary>Verifies the audit of one agent against the copy that its witness keeps. Changes nothing.</summary>
/// <param name="clients">Under an administrator's identity.</param>
/// <param name="retention">No row is dropped earlier.</param>
/// <param name="time">The clock.</param>
internal sealed class Verification(AgentClients clients, TimeSpan retention, TimeProvider time)
{
    // A row is sealed within a second or two of its commit.
    private static readonly TimeSpan SealDelay = TimeSpan.FromSeconds(5);

    /// <summary>Reads and verifies. Rows that are not sealed at first are looked at again a little later.</summary>
    public async Task<AuditReport> RunAsync(AgentDefinition agent, CancellationToken cancellationToken)
    {
        var witness = Contracts.Agents.WitnessOf(agent.Name);
        // Before the chain, so that the chain has all of them.
        var asked = time.GetUtcNow();
        var heads = await ReadHeadsAsync(witness, agent, after: 0, cancellationToken);
        var report = new AuditReport(agent.Databases[0], witness.Name);
        var verifier = new ChainVerifier(agent.Name, Registrations.AgentId(witness.Name), heads, retention, time, report);
        await ReadChainAsync(verifier, agent, cancellationToken);
        if (verifier.Tail.Count > 0)
        {
            var waiting = verifier.Tail.Select(row => row.AuditId).ToHashSet();
            await Task.Delay(SealDelay, time, cancellationToken);
            verifier.ReadTailAgain();
            await ReadChainAsync(verifier, agent, cancellationToken);
            if (verifier.Tail.FirstOrDefault(row => waiting.Contains(row.AuditId)) is { } row)
            {
                report.Add("unsealed", verifier.LastSeal, row.AuditId, string.Create(
                    CultureInfo.InvariantCulture, $"it and what follows have not been sealed for {SealDelay.TotalSeconds} s"));
            }
        }

        var keptSince = verifier.Unkept.Count == 0 ? []
            : await ReadHeadsAsync(witness, agent, verifier.Unkept[0] - 1, cancellationToken);
        verifier.End(asked, keptSince);
        return report;
    }

    private async Task<Dictionary<long, ByteString>> ReadHeadsAsync(
        AgentDefinition witness, AgentDefinition agent, long after, CancellationToken cancellationToken)
    {
        Dictionary<long, ByteString> heads = [];
        await foreach (var record in ReadAsync(witness, agent.Name, after, cancellationToken))
        {
            heads.TryAdd(record.Head.Seal, record.Head.Hash);
        }

        return heads;
    }

    private async Task ReadChainAsync(ChainVerifier verifier, AgentDefinition agent, CancellationToken cancellationToken)
    {
        await foreach (var record in ReadAsync(agent, witnessedOf: "", verifier.LastSeal, cancellationToken))
        {
            verifier.Read(record);
        }
    }

    private IAsyncEnumerable<AuditRecord> ReadAsync(
        AgentDefinition agent, string witnessedOf, long after, CancellationToken cancellationToken)
    {
        var (invoker, method) = (clients.To(Registrations.AgentId(agent.Name)), AuditMethods.Read(agent));
        return RenewedStream.ReadAsync(
            after,
            last => invoker.AsyncServerStreamingCall(
                method, host: null, new CallOptions(cancellationToken: cancellationToken),
                new() { AfterSeal = last, WitnessedOf = witnessedOf }),
            (record, last) => record.Seal?.Seal ?? record.Head?.Seal ?? last,
            cancellationToken);
    }
}
