using System.Collections.Concurrent;
using System.Globalization;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Demo;
using Ecommerce.Cli.Output;
using Ecommerce.Cli.Reconcile;
using Ecommerce.Development;

namespace Ecommerce.Cli.Chaos;

/// <summary>Buyers and faults at the same time, and what has to hold afterwards.</summary>
/// <param name="shop">The system.</param>
/// <param name="tour">Its doors.</param>
/// <param name="faults">What can be done to it.</param>
/// <param name="note">Takes a line for each fault.</param>
/// <param name="time">The clock.</param>
internal sealed class ChaosRun(Shop shop, TourShop tour, Faults faults, Action<string> note, TimeProvider time)
{
    private const int Buyers = 6;
    private const long Stock = 1_000_000;
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(200);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private readonly Books _books = new(shop);
    private readonly List<string> _violations = [];

    /// <summary>Runs it.</summary>
    public async Task<ChaosReport> RunAsync(
        int seed, IReadOnlyList<ChaosCase> cases, TimeSpan duration, string replay, CancellationToken cancellationToken)
    {
        await tour.StockAsync(Buyer.Sku, Stock, cancellationToken);
        List<Buyer> buyers = [];
        for (var number = 0; number < Buyers; number++)
        {
            var (_, user) = await tour.SignUpAsync(cancellationToken);
            var id = (string?)user["user_id"] ?? throw new CommandException($"The sign-up failed: {user["detail"]}");
            buyers.Add(new(tour.Gateway, faults, id, new Random(unchecked(seed + number)), time));
        }

        using var load = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var buying = Task.WhenAll(buyers.Select(buyer => buyer.BuyAsync(load.Token, cancellationToken)));
        var happened = await FaultsAsync(FaultPlan.Of(seed, cases, duration), duration, cancellationToken);
        await load.CancelAsync();
        await buying;

        var settled = await SettleAsync(cancellationToken);
        List<KeyedCall> calls = [.. buyers.SelectMany(buyer => buyer.Calls)];
        await AskOpenAsync(calls, cancellationToken);
        await RepeatAsync(calls, cancellationToken);
        await CompareAsync(calls, cancellationToken);
        return new(
            seed,
            [.. cases.Select(row => (row, happened.Count(one => one == (row, true)), happened.Count(one => one == (row, false))))],
            (await _books.OutcomesAsync(cancellationToken)).Select(row => row.Split('=')).ToDictionary(
                row => row[0], row => int.Parse(row[1], CultureInfo.InvariantCulture)),
            calls.CountBy(call => $"{call.Operation} {call.Final?.Status.ToString(CultureInfo.InvariantCulture) ?? "none"}").ToDictionary(),
            double.Parse(await _books.LongestAsync(cancellationToken), CultureInfo.InvariantCulture),
            Math.Round(settled.TotalSeconds, 1),
            [.. faults.Violations, .. _violations],
            replay);
    }

    private async Task<IReadOnlyCollection<(ChaosCase Case, bool Occurred)>> FaultsAsync(
        IEnumerable<PlannedFault> plan, TimeSpan duration, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        ConcurrentDictionary<string, SemaphoreSlim> targets = new();
        ConcurrentBag<(ChaosCase, bool)> happened = [];
        await Task.WhenAll(plan.Select(FaultAsync).Append(Task.Delay(duration, time, cancellationToken)));
        foreach (var target in targets.Values)
        {
            target.Dispose();
        }

        return happened;

        async Task FaultAsync(PlannedFault planned)
        {
            await Task.Delay(planned.At, time, cancellationToken);
            var target = targets.GetOrAdd(planned.Case.Target, _ => new(1));
            await target.WaitAsync(cancellationToken);
            try
            {
                // A fault whose target was busy until the end is left out, so that a run ends when it says.
                if (time.GetElapsedTime(started) < duration)
                {
                    var occurred = await planned.Case.RunAsync(faults, new Random(planned.Seed), cancellationToken);
                    happened.Add((planned.Case, occurred));
                    note($"{planned.Case.Name} at {planned.At.TotalSeconds:0.0} s: {(occurred ? "occurred" : "missed")}");
                }
            }
            finally
            {
                target.Release();
            }
        }
    }

    // From the last return of a process until every checkout has ended.
    private async Task<TimeSpan> SettleAsync(CancellationToken cancellationToken)
    {
        while (await _books.OpenAsync(cancellationToken) != 0 && time.GetElapsedTime(faults.LastReturn) < SettleTimeout)
        {
            await Task.Delay(PollInterval, time, cancellationToken);
        }

        return time.GetElapsedTime(faults.LastReturn);
    }

    private async Task AskOpenAsync(List<KeyedCall> calls, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerTimeout);
        foreach (var call in calls)
        {
            if (await call.AskUntilFinalAsync(tour.Gateway, onPending: null, limit.Token, cancellationToken) is not { } final)
            {
                _violations.Add($"answer: a {call.Operation} was never answered");
            }
            else if (!final.IsKept && final.Status != 409)
            {
                _violations.Add($"answer: a {call.Operation} was answered {final.Status}: {final.Body}");
            }
        }
    }

    // Every key once more: what was answered is answered again, byte for byte.
    private async Task RepeatAsync(List<KeyedCall> calls, CancellationToken cancellationToken)
    {
        foreach (var call in calls.Where(call => call.Final is { IsKept: true }))
        {
            var again = await call.AskAsync(tour.Gateway, cancellationToken);
            if (again is null || (again.Status, again.Body) != (call.Final!.Status, call.Final.Body))
            {
                _violations.Add($"key: a {call.Operation} was answered {call.Final!.Status} {call.Final.Body}, "
                    + $"and again {again?.Status} {again?.Body}");
            }
        }

        var placed = calls.Where(call => call is { Operation: "create", Final.Status: 201 }).ToList();
        if (placed.DistinctBy(call => call.Final!.Text("order_id")).Count() != placed.Count)
        {
            _violations.Add("key: two keys have one order");
        }
    }

    private async Task CompareAsync(List<KeyedCall> calls, CancellationToken cancellationToken)
    {
        var orders = (await _books.OutcomesAsync(cancellationToken)).Sum(row => int.Parse(row.Split('=')[1], CultureInfo.InvariantCulture));
        var keys = calls.Count(call => call.Operation == "create");
        if (orders > keys)
        {
            _violations.Add($"key: there are {orders} orders of {keys} keys");
        }

        _violations.AddRange(await _books.ViolationsAsync(cancellationToken));
        _violations.AddRange(await _books.HooksAsync(faults.Drains, cancellationToken));
        await using var admin = await ShopClient.OpenAsync(
            shop.Instance.SocketOf("admin"), ShopClient.Addresses(shop.Instance), id: null, cancellationToken);
        var reader = new BookReader(admin.Agents, askProvider: true);
        var report = await Reconciliation.RunAsync(reader, since: null, time, cancellationToken);
        _violations.AddRange(report.Drifts.Select(
            drift => $"reconcile: {drift.Kind} of {drift.OrderId}: {drift.Found}, not {drift.Expected}"));
        if (report.ProviderUnknown > 0)
        {
            _violations.Add($"reconcile: the provider did not answer about {report.ProviderUnknown} payments");
        }
    }
}
