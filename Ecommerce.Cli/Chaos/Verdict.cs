using System.Collections.Concurrent;
using Ecommerce.Cli.Audit;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Reconcile;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Development;

namespace Ecommerce.Cli.Chaos;

/// <summary>Finds what may not be, once the faults are over and the orders have had their time to end.</summary>
/// <param name="shop">The system.</param>
/// <param name="books">Its databases.</param>
/// <param name="gateway">REST at the gateway.</param>
/// <param name="time">The clock.</param>
internal sealed class Verdict(Shop shop, Books books, HttpClient gateway, TimeProvider time)
{
    /// <summary>How long an order may take while all processes are there; what waits for its buyer apart.</summary>
    public static readonly TimeSpan LongestCalm = TimeSpan.FromSeconds(10);

    private const int Concurrency = 8;
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AuditRetention = TimeSpan.FromDays(30);
    private readonly ConcurrentQueue<string> _violations = new();

    /// <summary>What was found; empty if all is well.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>The longest that an order was under way while nothing disturbed it.</summary>
    public TimeSpan LongestWait { get; private set; }

    /// <summary>How often an order was under way when a killed agent was back, and was not disturbed again until it ended.</summary>
    public int AfterKills { get; private set; }

    /// <summary>The longest time from then to the order's end.</summary>
    public TimeSpan LongestAfterKill { get; private set; }

    /// <summary>Looks at everything.</summary>
    public async Task JudgeAsync(
        IReadOnlyList<KeyedCall> calls, IReadOnlyCollection<HappenedFault> happened, Faults faults, CancellationToken cancellationToken)
    {
        await using var admin = await ShopClient.OpenAsync(
            shop.Instance.SocketOf("admin"), ShopClient.Addresses(shop.Instance), id: null, cancellationToken);
        await FindHangingAsync(admin, cancellationToken);
        await AskOpenAsync(calls, cancellationToken);
        await RepeatAsync(calls, cancellationToken);
        await FindLateAsync(happened, cancellationToken);
        await CountAsync(calls, cancellationToken);
        AddRange(await books.ViolationsAsync(cancellationToken));
        AddRange(await books.HooksAsync(faults.Drains, cancellationToken));
        await ReconcileAsync(admin, cancellationToken);
        await VerifyAuditAsync(admin, faults.Ahead, cancellationToken);
    }

    // That a checkout has not ended is a violation by itself; that no operator would hear of it is another.
    private async Task FindHangingAsync(ShopClient admin, CancellationToken cancellationToken)
    {
        var orders = new OrderService.OrderServiceClient(admin.Agents.To(Registrations.AgentId(AgentNames.Order)));
        foreach (var order in await books.OpenAsync(cancellationToken) ?? ["all"])
        {
            var checkout = await orders.GetCheckoutAsync(new() { OrderId = order }, cancellationToken: cancellationToken);
            if (checkout.State is ReviewState.Running)
            {
                _violations.Enqueue($"alert: the checkout of {order} hangs in {checkout.Phase}, and list_checkouts does not show it");
            }
        }
    }

    private async Task AskOpenAsync(IReadOnlyList<KeyedCall> calls, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerTimeout);
        foreach (var call in calls)
        {
            if (await call.AskUntilFinalAsync(gateway, pending: null, limit.Token) is not { } final)
            {
                _violations.Enqueue($"answer: a {call.Operation} was never answered");
            }
            else if (!final.IsKept && final.Status != 409)
            {
                _violations.Enqueue($"answer: a {call.Operation} was answered {final.Status}: {final.Body}");
            }
        }
    }

    // Every key once more: what was answered is answered again, byte for byte; and with another body it is refused.
    private async Task RepeatAsync(IReadOnlyList<KeyedCall> calls, CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            calls.Where(call => call.Final is { IsKept: true }),
            new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken }, RepeatAsync);
        var placed = calls.Where(call => call is { Operation: "create", Final.Status: 201 }).ToList();
        if (placed.DistinctBy(call => call.Final!.Text("order_id")).Count() != placed.Count)
        {
            _violations.Enqueue("key: two keys have one order");
        }
    }

    private async ValueTask RepeatAsync(KeyedCall call, CancellationToken cancellationToken)
    {
        var again = await call.RepeatAsync(gateway, cancellationToken);
        if (again is null || (again.Status, again.Body) != (call.Final!.Status, call.Final.Body))
        {
            _violations.Enqueue($"key: a {call.Operation} was answered {call.Final!.Status} {call.Final.Body}, "
                + $"and again {again?.Status} {again?.Body}");
        }

        var other = await call.RepeatOtherwiseAsync(gateway, cancellationToken);
        if (other?.Status != 422 || other.Text("code") != ErrorCodes.IdempotencyKeyReused)
        {
            _violations.Enqueue($"key: a {call.Operation} with another body was answered {other?.Status} {other?.Body}");
        }
    }

    private async Task FindLateAsync(IReadOnlyCollection<HappenedFault> happened, CancellationToken cancellationToken)
    {
        List<HappenedFault> disturbances =
            [.. happened.Where(fault => fault is { Occurred: true, Case.Disturbs: true }).OrderBy(fault => fault.From)];
        foreach (var (order, from, to) in await books.UnderWayAsync(Mood.AsksBuyer, cancellationToken))
        {
            foreach (var (after, began, ended) in CalmIn(from, to, disturbances))
            {
                var calm = ended - began;
                LongestWait = calm > LongestWait ? calm : LongestWait;
                if (calm > LongestCalm)
                {
                    _violations.Enqueue(
                        $"late: the order {order} took {calm.TotalSeconds:0.0} s{After(after)} while nothing disturbed it");
                }

                if (after is { Case.Kills: true } && (ended == to || calm > LongestCalm))
                {
                    AfterKills++;
                    LongestAfterKill = calm > LongestAfterKill ? calm : LongestAfterKill;
                }
            }
        }

        static string After(HappenedFault? fault) => fault is null ? "" : $" after {fault.Case.Name}";
    }

    // The times in which nothing disturbed an order, each with the disturbance before it.
    private static IEnumerable<(HappenedFault? After, DateTimeOffset From, DateTimeOffset To)> CalmIn(
        DateTimeOffset from, DateTimeOffset to, List<HappenedFault> disturbances)
    {
        var (last, calmSince) = ((HappenedFault?)null, from);
        foreach (var fault in disturbances.Where(fault => fault.To > from && fault.From < to))
        {
            if (fault.From > calmSince)
            {
                yield return (last, calmSince, fault.From);
            }

            if (fault.To > calmSince)
            {
                (last, calmSince) = (fault, fault.To);
            }
        }

        if (to > calmSince)
        {
            yield return (last, calmSince, to);
        }
    }

    private async Task CountAsync(IReadOnlyList<KeyedCall> calls, CancellationToken cancellationToken)
    {
        var orders = await books.CountAsync(cancellationToken);
        var keys = calls.Count(call => call.Operation == "create");
        if (orders > keys)
        {
            _violations.Enqueue($"key: there are {orders} orders of {keys} keys");
        }
    }

    private async Task ReconcileAsync(ShopClient admin, CancellationToken cancellationToken)
    {
        var reader = new BookReader(admin.Agents, askProvider: true);
        var report = await Reconciliation.RunAsync(reader, since: null, time, cancellationToken);
        AddRange(report.Drifts.Select(
            drift => $"reconcile: {drift.Kind} of {drift.OrderId}: {drift.Found}, not {drift.Expected}"));
        if (report.ProviderUnknown > 0)
        {
            _violations.Enqueue($"reconcile: the provider did not answer about {report.ProviderUnknown} payments");
        }
    }

    // What was written just now is not sealed yet, and a witness that was away signs later; an agent whose clock was ahead sealed by that
    // clock. Nothing else may differ, whatever was killed.
    private async Task VerifyAuditAsync(ShopClient admin, IReadOnlyCollection<string> ahead, CancellationToken cancellationToken)
    {
        var verification = new Verification(admin.Agents, AuditRetention, time);
        var reports = await Task.WhenAll(Contracts.Agents.All.Select(async agent =>
        {
            var report = await verification.RunAsync(agent, cancellationToken);
            return report.Findings.Where(finding => finding.Kind switch
            {
                "not_countersigned" or "unsealed" => false,
                "sealed_in_future" => !ahead.Contains(agent.Name),
                _ => true,
            });
        }));
        AddRange(reports.SelectMany(findings => findings)
            .Select(finding => $"audit: {finding.Kind} in {finding.Database}, link {finding.Seal}, row {finding.Row}: {finding.Detail}"));
    }

    private void AddRange(IEnumerable<string> violations)
    {
        foreach (var violation in violations)
        {
            _violations.Enqueue(violation);
        }
    }
}
