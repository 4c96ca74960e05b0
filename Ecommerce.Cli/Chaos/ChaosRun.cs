using System.Collections.Concurrent;
using System.Globalization;
using Ecommerce.Cli.Demo;
using Ecommerce.Cli.Output;
using Ecommerce.Development;

namespace Ecommerce.Cli.Chaos;

/// <summary>Buyers and faults at the same time, and what has to hold afterwards.</summary>
/// <param name="shop">The system.</param>
/// <param name="tour">Its doors.</param>
/// <param name="faults">What can be done to it.</param>
/// <param name="mood">What buyers do.</param>
/// <param name="note">Takes a line for each fault.</param>
/// <param name="time">The clock.</param>
internal sealed class ChaosRun(Shop shop, TourShop tour, Faults faults, Mood mood, Action<string> note, TimeProvider time)
{
    private const int Buyers = 6;
    private const long Stock = 1_000_000;
    private const long ScarceStock = 20;
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(200);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private readonly Books _books = new(shop);
    private readonly ProviderSide _provider = new(shop, tour.Gateway, time);

    /// <summary>Runs it.</summary>
    public async Task<ChaosReport> RunAsync(
        int seed, IReadOnlyList<ChaosCase> cases, TimeSpan duration, string replay, CancellationToken cancellationToken)
    {
        await tour.StockAsync(Buyer.Sku, Stock, cancellationToken);
        await tour.StockAsync(Buyer.SecondSku, Stock, cancellationToken);
        await tour.StockAsync(Buyer.ScarceSku, ScarceStock, cancellationToken);
        List<Buyer> buyers = [];
        for (var number = 0; number < Buyers; number++)
        {
            var (_, user) = await tour.SignUpAsync(cancellationToken);
            var id = (string?)user["user_id"] ?? throw new CommandException($"The sign-up failed: {user["detail"]}");
            buyers.Add(new(tour.Gateway, _provider, mood, id, new Random(unchecked(seed + number)), time));
        }

        using var load = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var buying = Task.WhenAll(buyers.Select(buyer => buyer.BuyAsync(load.Token)));
        var happened = await FaultsAsync(FaultPlan.Of(seed, cases, duration), duration, cancellationToken);
        await load.CancelAsync();
        await buying;
        await _provider.Calling;
        cancellationToken.ThrowIfCancellationRequested();

        var settled = await SettleAsync(cancellationToken);
        List<KeyedCall> calls = [.. buyers.SelectMany(buyer => buyer.Calls), .. faults.Race.Calls];
        Verdict verdict = new(shop, _books, tour.Gateway, time);
        await verdict.JudgeAsync(calls, happened, faults, cancellationToken);
        return new(
            seed,
            [.. cases.Select(row => (
                row, happened.Count(one => one.Case == row && one.Occurred), happened.Count(one => one.Case == row && !one.Occurred)))],
            (await _books.OutcomesAsync(cancellationToken)).Select(row => row.Split('=')).ToDictionary(
                row => row[0], row => int.Parse(row[1], CultureInfo.InvariantCulture)),
            calls.CountBy(call => $"{call.Operation} {call.Final?.Status.ToString(CultureInfo.InvariantCulture) ?? "none"}").ToDictionary(),
            Math.Round(verdict.LongestWait.TotalSeconds, 1),
            verdict.AfterKills,
            Math.Round(verdict.LongestAfterKill.TotalSeconds, 1),
            Math.Round(settled.TotalSeconds, 1),
            [.. faults.Violations, .. verdict.Violations, .. await faults.UnpublishedAsync(_books, cancellationToken)],
            replay);
    }

    private async Task<IReadOnlyCollection<HappenedFault>> FaultsAsync(
        IEnumerable<PlannedFault> plan, TimeSpan duration, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        ConcurrentDictionary<string, SemaphoreSlim> targets = new();
        ConcurrentBag<HappenedFault> happened = [];
        var possible = plan.Where(planned => planned.Case.Skipped is null);
        await Task.WhenAll(possible.Select(FaultAsync).Append(Task.Delay(duration, time, cancellationToken)));
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
                    var from = time.GetUtcNow();
                    var occurred = await planned.Case.RunAsync(faults, new Random(planned.Seed), cancellationToken);
                    happened.Add(new(planned.Case, occurred, from, time.GetUtcNow()));
                    note($"{planned.Case.Name} at {planned.At.TotalSeconds:0.0} s: {(occurred ? "occurred" : "missed")}");
                }
            }
            finally
            {
                target.Release();
            }
        }
    }

    // From the last return of a process until every checkout has ended. Whoever still has to act at the provider does so now.
    private async Task<TimeSpan> SettleAsync(CancellationToken cancellationToken)
    {
        var (settled, isLate) = (TimeSpan.Zero, false);
        while (await _books.OpenAsync(cancellationToken) is not [] && settled < SettleTimeout)
        {
            await _provider.FinishAllAsync(cancellationToken);
            await Task.Delay(PollInterval, time, cancellationToken);
            settled = time.GetElapsedTime(faults.LastReturn);
            if (!isLate && settled > Verdict.LongestCalm)
            {
                isLate = true;
                foreach (var order in await _books.OpenExceptAsync(Mood.AsksBuyer, cancellationToken))
                {
                    faults.Violations.Enqueue(
                        $"late: the checkout of {order} has not ended {settled.TotalSeconds:0} s after the last return");
                }
            }
        }

        // What was voided before its charge was known is looked up for some time after its order has ended.
        while (await _books.UnsettledAsync(cancellationToken) != 0 && time.GetElapsedTime(faults.LastReturn) < SettleTimeout)
        {
            await Task.Delay(PollInterval, time, cancellationToken);
        }

        return settled;
    }
}
