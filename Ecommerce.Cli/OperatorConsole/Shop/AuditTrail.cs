using System.Globalization;
using Ecommerce.Cli.Audit;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Sealing;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>The last rows of an agent's audit, and what a verification found.</summary>
/// <param name="Agent">Whose audit.</param>
/// <param name="Rows">The newest first; at most <see cref="MostRows"/>.</param>
/// <param name="Reports">Of all databases; null if nothing was verified.</param>
public sealed record AuditTrail(AgentDefinition Agent, IReadOnlyList<AuditRow> Rows, IReadOnlyList<AuditReport>? Reports)
{
    /// <summary>How many rows a page shows.</summary>
    public const int MostRows = 100;

    // A link seals at most a thousand rows, and mostly a few.
    private const int Seals = 60;

    private static readonly TimeSpan Retention = TimeSpan.FromDays(
        int.Parse(AgentSchema.Default("authorization:audit:retention_days"), CultureInfo.InvariantCulture));

    /// <summary>Reads the last rows.</summary>
    /// <exception cref="ProblemException">The agent refuses, or does not answer.</exception>
    internal static async Task<AuditTrail> ReadAsync(ShopView shop, AgentDefinition agent, CancellationToken cancellationToken)
    {
        var last = new Queue<AuditRow>();
        using var call = shop.Agents.To(Registrations.AgentId(agent.Name)).AsyncServerStreamingCall(
            AuditMethods.Read(agent), host: null, ShopView.Within(cancellationToken), new() { LastSeals = Seals });
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
            if (call.ResponseStream.Current.Row is { } row)
            {
                last.Enqueue(row);
                if (last.Count > MostRows)
                {
                    last.Dequeue();
                }
            }
        }

        return new(agent, [.. last.Reverse()], Reports: null);
    }

    /// <summary>The same with a verification of every agent's audit, as <c>audit verify</c> does it.</summary>
    /// <exception cref="ProblemException">An agent refuses, or does not answer.</exception>
    internal static async Task<AuditTrail> VerifyAsync(ShopView shop, AgentDefinition agent, CancellationToken cancellationToken)
    {
        var verification = new Verification(shop.Agents, Retention, TimeProvider.System);
        var reports = await Task.WhenAll(Contracts.Agents.All.Select(each => verification.RunAsync(each, cancellationToken)));
        var trail = await ReadAsync(shop, agent, cancellationToken);
        return trail with { Reports = reports };
    }
}
