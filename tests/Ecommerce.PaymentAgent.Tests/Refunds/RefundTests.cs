using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Refunds;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Google.Protobuf;
using Npgsql;

namespace Ecommerce.PaymentAgent.Tests.Refunds;

public class RefundTests(Rig rig) : IClassFixture<Rig>
{
    [Fact]
    public async Task Parts_and_then_the_rest_are_refunded_and_no_more()
    {
        await rig.StartAsync();
        var request = Rig.Request();
        var paid = await rig.PayAsync(request);
        var part = await rig.RefundAsync(paid.TransactionId, 1000);
        Assert.Equal((Status: RefundStatus.Succeeded, Amount: "10.00", Currency: "USD"), (part.Status, part.Amount, part.Currency));
        Assert.Equal(PaymentStatus.Captured, (await rig.OnlyPaymentAsync(request.OrderId)).Status);

        var tooMuch = await Assert.ThrowsAsync<ProblemException>(() => rig.RefundAsync(paid.TransactionId, 2999));
        Assert.Equal(ErrorCodes.RefundExceedsPayment, tooMuch.Code);

        Assert.Equal("29.98", (await rig.RefundAsync(paid.TransactionId, amount: null)).Amount);
        var payment = await rig.OnlyPaymentAsync(request.OrderId);
        Assert.Equal((PaymentStatus.Refunded, 3998L), (payment.Status, payment.Refunded));
        await Assert.ThrowsAsync<ProblemException>(() => rig.RefundAsync(paid.TransactionId, amount: null));
        Assert.Equal(0, await rig.ShopBalanceAsync());
        await rig.AssertMoneyAddsUpAsync();
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Partial_refunds_that_race_a_full_one_never_give_more_than_was_taken()
    {
        await rig.StartAsync();
        var other = new Replica(rig);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 500), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) =>
        {
            var paid = Guid.Parse((await rig.PayAsync(Rig.Request(amount: 1000))).TransactionId);
            var outcomes = await Task.WhenAll(
                OutcomeAsync(rig.Agent.Refunds, paid, 1000), OutcomeAsync(other.Refunds, paid, 300), OutcomeAsync(other.Refunds, paid, 300),
                OutcomeAsync(rig.Agent.Refunds, paid, 300));
            Assert.Equal(outcomes[0] ? 0 : 3, outcomes[1..].Count(succeeded => succeeded));
        });
        await rig.AssertMoneyAddsUpAsync();

        static async Task<bool> OutcomeAsync(RefundProcessor refunds, Guid transactionId, long amount)
        {
            try
            {
                var refund = await refunds.RefundAsync(
                    new(transactionId, amount, "race", Key: null), key: null, Rig.Soon, CancellationToken.None);
                return refund.Status == RefundStatus.Succeeded;
            }
            catch (ProblemException exception) when (exception.Code == ErrorCodes.RefundExceedsPayment)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task The_same_key_gives_the_same_refund_once()
    {
        await rig.StartAsync();
        var paid = await rig.PayAsync(Rig.Request());
        var key = Rig.Key("gateway", "refund 5.00");
        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            rig.RefundAsync(paid.TransactionId, 500, key: "k", i % 2 == 0 ? key : null)));
        Assert.Single(replies.Select(reply => reply.ToByteString()).Distinct());
        Assert.Equal(3498, await rig.TakenAtProviderAsync());

        var reused = await Assert.ThrowsAsync<ProblemException>(() => rig.RefundAsync(paid.TransactionId, 600, key: "k"));
        Assert.Equal(ErrorCodes.IdempotencyKeyReused, reused.Code);
        await rig.AssertMoneyAddsUpAsync();
    }

    [Fact]
    public async Task A_refusal_is_repeated_under_its_key_even_when_it_would_be_granted_now()
    {
        await rig.StartAsync();
        var paid = await rig.PayAsync(Rig.Request());
        var key = Rig.Key("gateway", "refund 40.00");
        await Assert.ThrowsAsync<ProblemException>(() => rig.RefundAsync(paid.TransactionId, 4000, "k", key));
        var again = await Assert.ThrowsAsync<ProblemException>(() => rig.RefundAsync(paid.TransactionId, 4000, "k", key));
        Assert.Equal(ErrorCodes.RefundExceedsPayment, again.Code);
        Assert.Equal(3998, await rig.TakenAtProviderAsync());
    }

    [Fact]
    public async Task A_payment_that_is_not_captured_cannot_be_refunded()
    {
        await rig.StartAsync();
        var action = await rig.PayAsync(Rig.Request("test_requires_action"));
        Assert.Equal(
            ErrorCodes.Conflict, (await Assert.ThrowsAsync<ProblemException>(() => rig.RefundAsync(action.TransactionId, 1))).Code);

        var declined = Rig.Request("test_declined");
        await Assert.ThrowsAsync<ProblemException>(() => rig.PayAsync(declined));
        var id = (await rig.OnlyPaymentAsync(declined.OrderId)).TransactionId.ToString();
        Assert.Equal(ErrorCodes.RefundExceedsPayment, (await Assert.ThrowsAsync<ProblemException>(() => rig.RefundAsync(id, 1))).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refund_whose_process_died_is_given_once_by_another(bool providerHadDoneIt)
    {
        await rig.StartAsync();
        var request = Rig.Request();
        var paid = await rig.PayAsync(request);
        var refund = (await rig.Agent.RefundStore.BeginAsync(
            new(Guid.Parse(paid.TransactionId), 700, "returned", Key: null), key: null, CancellationToken.None)).Refund!;
        if (providerHadDoneIt)
        {
            await rig.Agent.Sandbox.RefundAsync(refund.ChargeRefund, CancellationToken.None);
        }

        await rig.EndLeasesAsync();
        await rig.StartWorkerAsync();
        await rig.UntilAsync(request.OrderId, p => p is { Refunded: 700, Refunding: 0 });
        Assert.Equal(3298, await rig.TakenAtProviderAsync());
        await rig.AssertMoneyAddsUpAsync();
    }

    [Fact]
    public async Task A_refund_that_the_provider_refuses_fails_for_good_under_its_key_and_a_new_key_asks_it_anew()
    {
        await rig.StartAsync();
        var request = Rig.Request();
        var paid = await rig.PayAsync(request);
        await RefundByHandAsync(3000);
        var key = Rig.Key("order", "return");
        Assert.Equal(RefundStatus.Failed, (await rig.RefundAsync(paid.TransactionId, 1000, "return", key)).Status);
        var payment = await rig.OnlyPaymentAsync(request.OrderId);
        Assert.Equal((Refunded: 0L, Refunding: 0L, Refundable: 3998L), (payment.Refunded, payment.Refunding, payment.Refundable));

        await Rig.ExecuteAsync(rig.Sandbox, "DELETE FROM refunds");
        foreach (var again in new[] { key, null })
        {
            Assert.Equal(RefundStatus.Failed, (await rig.RefundAsync(paid.TransactionId, 1000, "return", again)).Status);
        }

        var anew = await rig.RefundAsync(paid.TransactionId, 1000, "return/2", Rig.Key("order again", "return"));
        Assert.Equal(RefundStatus.Succeeded, anew.Status);
        Assert.Equal(2998, await rig.TakenAtProviderAsync());
        await rig.AssertMoneyAddsUpAsync();
    }

    [Theory]
    [InlineData("void")]
    [InlineData("refund")]
    public async Task What_a_voided_order_owes_is_tried_under_a_new_key_after_each_refusal(string kind)
    {
        await rig.StartAsync();
        var request = Rig.Request();
        var paid = await rig.PayAsync(request);
        await RefundByHandAsync(1);
        var begun = kind == "refund"
            ? (await rig.Agent.RefundStore.BeginAsync(new(Guid.Parse(paid.TransactionId), Amount: null, "asked for", Key: null), key: null,
                CancellationToken.None)).Refund
            : null;
        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => rig.Agent.Payments.VoidAsync(request.OrderId, "cancelled", Rig.Now + TimeSpan.FromSeconds(1), CancellationToken.None));
        Assert.Equal(ErrorCodes.Unavailable, refused.Code);
        await rig.EndLeasesAsync();
        await rig.StartWorkerAsync();
        await Eventually.HoldsAsync(
            async () => await Rig.ReadAsync<int>(rig.Payments, "SELECT round FROM refunds") > 1, () => "it is refused and tried anew");

        await Rig.ExecuteAsync(rig.Sandbox, "DELETE FROM refunds");
        await rig.UntilAsync(request.OrderId, p => p.IsReturned);
        var first = begun is null ? $"{paid.TransactionId}/void" : $"{paid.TransactionId}/refund/{begun.RefundId}";
        Assert.Matches($"^{first}/[0-9]+$", await Rig.ReadAsync<string>(rig.Sandbox, "SELECT string_agg(key, ',') FROM refunds"));
        await rig.AssertMoneyAddsUpAsync();
    }

    [Fact]
    public async Task A_refund_waits_for_the_payments_lock_and_then_sees_what_the_other_left()
    {
        await rig.StartAsync();
        var paid = await rig.PayAsync(Rig.Request(amount: 1000));
        await using var connection = await rig.Payments.App.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var other = new NpgsqlCommand("UPDATE payments SET refunding_minor = 600", connection, transaction))
        {
            await other.ExecuteNonQueryAsync();
        }

        var refund = rig.RefundAsync(paid.TransactionId, 500);
        await Eventually.HoldsAsync(
            async () => await Rig.ReadAsync<long>(rig.Payments, "SELECT count(*) FROM pg_locks WHERE NOT granted") > 0,
            () => "the refund waits");
        await transaction.CommitAsync();

        Assert.Equal(ErrorCodes.RefundExceedsPayment, (await Assert.ThrowsAsync<ProblemException>(() => refund)).Code);
    }

    [Theory]
    [InlineData("refunded_minor = captured_minor + 1")]
    [InlineData("refunding_minor = captured_minor + 1")]
    [InlineData("refunded_minor = captured_minor, refunding_minor = 1")]
    public async Task No_statement_can_refund_more_than_was_captured(string change)
    {
        await rig.StartAsync();
        await rig.PayAsync(Rig.Request());
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Rig.ExecuteAsync(rig.Payments, $"UPDATE payments SET {change}"));
        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    // The money was refunded at the provider directly, not by this agent.
    private Task RefundByHandAsync(long amount) => Rig.ExecuteAsync(
        rig.Sandbox, $"INSERT INTO refunds (key, charge_key, amount_minor) SELECT 'by hand', key, {amount} FROM charges");
}
