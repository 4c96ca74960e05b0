using System.Collections.Concurrent;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

public sealed class CancelRaceTests(PostgresFixture postgres)
{
    private const int Orders = 240;
    private const int AtOnce = 32;

    // The steps of a checkout are a handful of round trips; a cancel comes after some of them.
    private const int MostSteps = 8;

    // Passes while the payment is asked for in vain.
    private static readonly TimeSpan ShortDeadline = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan MeetTimeout = TimeSpan.FromSeconds(30);

    private static readonly Meeting[] Meetings = Enum.GetValues<Meeting>();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Fact]
    public Task A_cancel_at_any_moment_ends_cancelled_or_returned_and_strands_nothing() => RaceAllAsync(Environment.TickCount);

    [Theory]
    [Trait("Form", "long")]
    [MemberData(nameof(Seeds))]
    public Task Cancels_at_any_moment_strand_nothing_in_twenty_rounds(int seed) => RaceAllAsync(seed);

    private async Task RaceAllAsync(int seed)
    {
        await using var rig = await Rig.StartAsync(postgres, new()
        {
            BackoffCap = TimeSpan.FromMilliseconds(50),
            PollInterval = TimeSpan.FromMilliseconds(20),
            ActionPollInterval = TimeSpan.FromMilliseconds(50),
        });
        ConcurrentDictionary<Guid, CancelRace> races = new();
        Task<CheckoutEvent> AnswerAsync(CheckoutCommands command, Checkout checkout, CancellationToken cancellationToken) =>
            races[checkout.Order.OrderId].AnswerAsync(command, checkout, cancellationToken);
        Replica[] replicas = [await rig.StartReplicaAsync(AnswerAsync), await rig.StartReplicaAsync(AnswerAsync)];

        // Each meeting has every wait, the one before the answer too.
        var planned = Enumerable.Range(0, Orders)
            .Select(i => new CancelRace(Meetings[i % Meetings.Length], (i / Meetings.Length % (MostSteps + 1)) - 1)).ToArray();
        new Random(seed).Shuffle(planned);
        await Parallel.ForEachAsync(
            planned, new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (race, _) => await RaceAsync(rig, replicas, races, race));

        var stranded = await StrandedAsync(rig, races).ToListAsync();
        Assert.True(stranded.Count == 0, $"seed {seed}: {string.Join("; ", stranded)}");
        Assert.Empty(Meetings.Except(planned.Where(race => race.IsMet).Select(race => race.Meeting)));
    }

    private static async Task RaceAsync(
        Rig rig, Replica[] replicas, ConcurrentDictionary<Guid, CancelRace> races, CancelRace race)
    {
        var order = Rig.NewOrder();
        races[order.OrderId] = race;
        var driven = replicas[0].Worker.Start(await OpenAsync(rig, order, race.Meeting));
        await race.Met.WaitAsync(MeetTimeout, TimeProvider.System);
        if (race.Meeting == Meeting.PassedDeadline)
        {
            await rig.UntilAsync(order.OrderId, c => c.DeadlinePassed || c.State.Phase != CheckoutPhase.Paying);
        }

        for (var step = 0; step < race.Wait; step++)
        {
            await rig.FindAsync(order.OrderId);
        }

        await CancelAsync(rig, replicas[1], order.OrderId, race);
        await driven;
        var ended = await rig.UntilAsync(order.OrderId, c => c.State.AtRest || race.World.RepaidIsTold);
        if (!ended.State.AtRest)
        {
            await rig.TellAsync(new PaymentEvent
            {
                // Any number that no other order's event has.
                EventId = BitConverter.ToInt64(order.OrderId.ToByteArray(), 8) & long.MaxValue,
                OrderId = order.OrderId.ToString(),
                TransactionId = ended.Order.TransactionId.ToString(),
                Type = "refunded",
                Status = PaymentStatus.Refunded,
                Amount = "69.97",
            });
            await rig.UntilAsync(order.OrderId, c => c.State.AtRest);
        }
    }

    private static async Task<Checkout> OpenAsync(Rig rig, OrderAgent.Orders.Order order, Meeting meeting)
    {
        var options = meeting == Meeting.PassedDeadline ? rig.Options with { Deadline = ShortDeadline } : rig.Options;
        CheckoutStore store = new(rig.Database, options, TimeProvider.System, rig.Log.Of<CheckoutStore>());
        return (await store.OpenAsync(order, new CheckoutEvent.Due(), key: null, problem: null, CancellationToken.None)).Checkout!;
    }

    private static async Task CancelAsync(Rig rig, Replica replica, Guid orderId, CancelRace race)
    {
        Checkout? found = null;
        try
        {
            var (cancel, saved) = await rig.Checkouts.CancelAsync(orderId, "", CancellationToken.None);
            found = cancel?.Before;
            replica.Worker.Continue(cancel, saved);
        }
        catch (ProblemException exception) when (exception.Code == ErrorCodes.NotCancelable)
        {
            // It has failed before.
        }

        race.Cancelled(found);
    }

    private static async IAsyncEnumerable<string> StrandedAsync(Rig rig, ConcurrentDictionary<Guid, CancelRace> races)
    {
        foreach (var (orderId, race) in races)
        {
            var checkout = await rig.FindAsync(orderId);
            if (!race.IsWhole(checkout) || checkout.ParkedReason is not null)
            {
                yield return $"{race.Meeting}, {race.Wait}: {checkout.State}, {checkout.ParkedReason}, {race.World}";
            }
        }
    }
}
