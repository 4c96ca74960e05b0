using System.Globalization;
using Ecommerce.Cli.Audit;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Sealing;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>The last rows of an agent's audit, and what a verification found.</summary>
/// <param name="Agent">Whose audit.</param>
/// <param name="About">What the rows are about, such as <c>order/{id}</c>; empty for anything.</param>
/// <param name="Rows">The newest first; at most <see cref="MostRows"/>.</param>
/// <param name="Reports">Of all databases; null if nothing was verified.</param>
public sealed record AuditTrail(AgentDefinition Agent, string About, IReadOnlyList<AuditRow> Rows, IReadOnlyList<AuditReport>? Reports)
{
    /// <summary>How many rows a page shows.</summary>
    public const int MostRows = 100;

    // A link seals at most a thousand rows, and mostly a few. An agent of an earlier version knows links alone, whatever is asked about.
    private const int Seals = 10;
    private const int MoreSeals = 100;
    private const int SealsAbout = 500;

    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(30);

    // Between the clocks of two agents.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Retention = TimeSpan.FromDays(
        int.Parse(AgentSchema.Default("authorization:audit:retention_days"), CultureInfo.InvariantCulture));

    /// <summary>Reads the last rows.</summary>
    /// <exception cref="ProblemException">The agent refuses, or does not answer.</exception>
    internal static async Task<AuditTrail> ReadAsync(
        ShopView shop, AgentDefinition agent, string about, CancellationToken cancellationToken)
    {
        var seals = about.Length > 0 ? SealsAbout : Seals;
        var (rows, links) = await ReadAsync(shop, agent, about, seals, cancellationToken);
        if (about.Length == 0 && rows.Count < MostRows && links == seals)
        {
            (rows, _) = await ReadAsync(shop, agent, about, MoreSeals, cancellationToken);
        }

        return new(agent, about, rows, Reports: null);
    }

    /// <summary>The same with a verification of every agent's audit, as <c>audit verify</c> does it.</summary>
    /// <exception cref="ProblemException">An agent refuses, or does not answer.</exception>
    internal static async Task<AuditTrail> VerifyAsync(ShopView shop, AgentDefinition agent, CancellationToken cancellationToken)
    {
        var verification = new Verification(shop.Agents, Retention, TimeProvider.System);
        var reports = await Task.WhenAll(Contracts.Agents.All.Select(each => verification.RunAsync(each, cancellationToken)));
        var trail = await ReadAsync(shop, agent, about: "", cancellationToken);
        return trail with { Reports = reports };
    }

    private static async Task<(IReadOnlyList<AuditRow> Rows, int Links)> ReadAsync(
        ShopView shop, AgentDefinition agent, string about, int seals, CancellationToken cancellationToken)
    {
        var (last, links) = (new Queue<AuditRow>(), 0);
        // A stream has no deadline of its own.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ReadTimeout);
        var request = new ReadAuditRequest { LastSeals = seals, Resource = about, Since = MadeAt(about) };
        try
        {
            using var call = shop.Agents.To(Registrations.AgentId(agent.Name)).AsyncServerStreamingCall(
                AuditMethods.Read(agent), host: null, new(cancellationToken: limit.Token), request);
            while (await call.ResponseStream.MoveNext(limit.Token))
            {
                links += call.ResponseStream.Current.Seal is null ? 0 : 1;
                if (call.ResponseStream.Current.Row is { } row && (about.Length == 0 || row.Resource == about))
                {
                    last.Enqueue(row);
                    if (last.Count > MostRows)
                    {
                        last.Dequeue();
                    }
                }
            }
        }
        catch (Exception exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ProblemException(ErrorCodes.DeadlineExceeded, "The audit was not read in time.", inner: exception);
        }

        return ([.. last.Reverse()], links);
    }

    // Before it was made there is nothing about it. An ID of version 7 begins with its time, in milliseconds (RFC 9562, 5.7).
    private static Timestamp? MadeAt(string about) =>
        Guid.TryParse(about.AsSpan(about.LastIndexOf('/') + 1), out var id) && id.Version == 7
            ? Timestamp.FromDateTimeOffset(
                DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(id.ToString("N")[..12], NumberStyles.HexNumber)) - Skew)
            : null;
}
