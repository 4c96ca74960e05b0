using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.Testing;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

public sealed class CancelRaceTests(PostgresFixture postgres)
{
    private const int Orders = 240;
    private const int AtOnce = 16;

    // The steps of a checkout are a handful of round trips; a cancel comes after some of them.
    private const int MostSteps = 8;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Fact]
    public Task A_cancel_at_any_moment_ends_cancelled_or_returned_and_strands_nothing() => RaceAllAsync(Environment.TickCount);

    [Theory]
    [Trait("Form", "long")]
    [MemberData(nameof(Seeds))]
    public Task Cancels_at_any_moment_strand_nothing_in_twenty_rounds(int seed) => RaceAllAsync(seed);

    private async Task RaceAllAsync(int seed)
    {
        await using var rig = await Rig.StartAsync(postgres);
        Replica[] replicas = [await rig.StartReplicaAsync(Answers.Always), await rig.StartReplicaAsync(Answers.Always)];
        var random = new Random(seed);
        var waits = Enumerable.Range(0, Orders).Select(_ => random.Next(MostSteps)).ToList();
        await Parallel.ForEachAsync(
            waits, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (wait, _) => await RaceAsync(rig, replicas, wait));

        await using var left = rig.Database.CreateCommand(
            """
            SELECT string_agg(concat_ws(' ', c.phase, c.todo, c.parked_reason, o.status, o.transaction_id), '; ')
            FROM checkouts c JOIN orders o USING (order_id)
            WHERE NOT (c.phase = 'cancelled' OR (c.phase = 'refunded' AND o.refunded_minor = o.total_minor))
            """);
        Assert.True(await left.ExecuteScalarAsync() is DBNull or null, $"seed {seed}: {await left.ExecuteScalarAsync()}");
    }

    private static async Task RaceAsync(Rig rig, Replica[] replicas, int wait)
    {
        var opened = await rig.OpenAsync();
        var orderId = opened.Order.OrderId;
        var driven = replicas[0].Worker.Start(opened);
        for (var step = 0; step < wait; step++)
        {
            await rig.FindAsync(orderId);
        }

        var (cancel, saved) = await rig.Checkouts.CancelAsync(orderId, "", CancellationToken.None);
        replicas[1].Worker.Continue(cancel, saved);
        await driven;
        var ended = await rig.UntilAsync(orderId, c => c.State.AtRest || c.State.RefundAttempt > 0);
        if (ended.State.Phase == CheckoutPhase.Returning)
        {
            await rig.TellAsync(new PaymentEvent
            {
                // Any number that no other order's event has.
                EventId = BitConverter.ToInt64(orderId.ToByteArray(), 8) & long.MaxValue,
                OrderId = orderId.ToString(),
                TransactionId = ended.Order.TransactionId.ToString(),
                Type = "refunded",
                Status = PaymentStatus.Refunded,
                Amount = "69.97",
            });
            await rig.UntilAsync(orderId, c => c.State.AtRest);
        }
    }
}
