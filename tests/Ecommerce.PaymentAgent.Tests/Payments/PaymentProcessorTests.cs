using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Npgsql;

namespace Ecommerce.PaymentAgent.Tests.Payments;

public class PaymentProcessorTests(Rig rig) : IClassFixture<Rig>
{
    [Fact]
    public async Task A_second_charge_with_the_same_key_returns_the_first_charge_byte_for_byte()
    {
        await rig.StartAsync();
        var request = Rig.Request();
        var key = Rig.Key("order", request);
        var first = await rig.PayAsync(request, key);
        await rig.RefundAsync(first.TransactionId, 100);
        Assert.Equal(first.ToByteArray(), (await rig.PayAsync(request, key)).ToByteArray());
        Assert.Equal(1, await Rig.ReadAsync<long>(rig.Sandbox, "SELECT count(*) FROM charges"));
    }

    [Fact]
    public async Task The_same_key_from_another_caller_is_the_same_payment()
    {
        await rig.StartAsync();
        var request = Rig.Request();
        var first = await rig.PayAsync(request, Rig.Key("client", request));
        await rig.RefundAsync(first.TransactionId, 100);
        Assert.Equal(first.ToByteArray(), (await rig.PayAsync(request, Rig.Key("order", request))).ToByteArray());
        Assert.Equal(first.ToByteArray(), (await rig.PayAsync(request)).ToByteArray());
    }

    [Fact]
    public async Task Concurrent_calls_with_one_key_charge_once()
    {
        await rig.StartAsync();
        var request = Rig.Request();
        var other = new Replica(rig);
        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? rig.Agent : other).Payments.ProcessAsync(
            request, i % 3 == 0 ? null : Rig.Key("order", request), Rig.Soon, CancellationToken.None)));
        Assert.Single(replies.Select(reply => reply.ToByteString()).Distinct());
        Assert.Equal(3998, await rig.TakenAtProviderAsync());
        await rig.AssertMoneyAddsUpAsync();
    }

    [Fact]
    public async Task One_key_with_another_amount_method_or_user_is_refused()
    {
        await rig.StartAsync();
        var request = Rig.Request();
        await rig.PayAsync(request, Rig.Key("order", request));
        foreach (var changed in new[] { request with { Amount = 1 }, request with { PaymentMethod = "test_slow" },
            request with { UserId = Rig.NewId() } })
        {
            foreach (var key in new[] { Rig.Key("order", changed), null })
            {
                var problem = await Assert.ThrowsAsync<ProblemException>(() => rig.PayAsync(changed, key));
                Assert.Equal(ErrorCodes.IdempotencyKeyReused, problem.Code);
            }
        }

        Assert.Equal(3998, await rig.TakenAtProviderAsync());
    }

    [Fact]
    public async Task A_key_of_another_order_leaves_nothing_of_this_one()
    {
        await rig.StartAsync();
        var paid = Rig.Request();
        var key = Rig.Key("order", paid);
        await rig.PayAsync(paid, key);

        var reused = await Assert.ThrowsAsync<ProblemException>(() => rig.PayAsync(Rig.Request(), key with { RequestHash = [1] }));
        Assert.Equal(ErrorCodes.IdempotencyKeyReused, reused.Code);
        Assert.Equal(1, await Rig.ReadAsync<long>(rig.Payments, "SELECT count(*) FROM payment_orders"));
    }

    [Fact]
    public async Task A_decline_is_repeated_under_its_key_and_a_new_key_is_a_new_attempt()
    {
        await rig.StartAsync();
        var declined = Rig.Request("test_declined");
        foreach (var key in new[] { Rig.Key("order", declined), Rig.Key("order", declined), null })
        {
            Assert.Equal(ErrorCodes.PaymentDeclined, (await Assert.ThrowsAsync<ProblemException>(() => rig.PayAsync(declined, key))).Code);
        }

        Assert.Equal(1, await Rig.ReadAsync<long>(rig.Sandbox, "SELECT count(*) FROM charges"));
        var again = await rig.PayAsync(declined with { PaymentMethod = "credit_card", Key = "second" });
        Assert.Equal(PaymentStatus.Captured, again.Status);
        Assert.Equal(2, (await rig.Agent.PaymentStore.ListAsync(declined.OrderId, owner: null, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task An_order_is_paid_once_under_any_key()
    {
        await rig.StartAsync();
        var request = Rig.Request();
        await rig.PayAsync(request);
        foreach (var key in new[] { "another", null })
        {
            var problem = await Assert.ThrowsAsync<ProblemException>(() => rig.PayAsync(request with { Key = key }));
            Assert.Equal(ErrorCodes.Conflict, problem.Code);
        }

        Assert.Equal(3998, await rig.TakenAtProviderAsync());
    }

    [Theory]
    [InlineData("credit_card")]
    [InlineData("test_error_once")]
    public async Task A_process_that_dies_before_it_asked_the_provider_is_followed_by_another_that_does(string method)
    {
        await rig.StartAsync();
        var request = Rig.Request(method);
        await rig.Agent.PaymentStore.BeginAsync(request, Rig.Key("order", request), CancellationToken.None);
        await rig.EndLeasesAsync();
        await rig.StartWorkerAsync();
        await rig.UntilAsync(request.OrderId, p => p.Status == PaymentStatus.Captured);
        Assert.Equal(PaymentStatus.Captured, (await rig.PayAsync(request, Rig.Key("order", request))).Status);
        Assert.Equal(3998, await rig.TakenAtProviderAsync());
        await rig.AssertMoneyAddsUpAsync();
    }

    [Fact]
    public async Task A_caller_without_time_gets_pending_and_the_payment_goes_on()
    {
        await rig.StartAsync();
        var request = Rig.Request();
        Assert.Equal(PaymentStatus.Pending, (await rig.PayAsync(request, until: DateTimeOffset.MinValue)).Status);
        await rig.UntilAsync(request.OrderId, p => p.Status == PaymentStatus.Captured);
    }

    [Fact]
    public async Task A_payment_that_the_provider_holds_up_does_not_hold_up_its_neighbours()
    {
        await rig.StartAsync();
        var stuck = Rig.Request();
        var others = Enumerable.Range(0, 10).Select(_ => Rig.Request()).ToList();
        var payment = (await rig.Agent.PaymentStore.BeginAsync(stuck, key: null, CancellationToken.None)).Payment!;
        foreach (var request in others)
        {
            await rig.Agent.PaymentStore.BeginAsync(request, key: null, CancellationToken.None);
        }

        // A charge under this key waits for this transaction.
        await using var connection = await rig.Sandbox.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using NpgsqlCommand hold = new(
            "INSERT INTO charges VALUES ($1, 1, 'USD', 'credit_card', 'error', NULL, now())", connection, transaction);
        hold.Parameters.Add(new() { Value = payment.Charge.Key });
        await hold.ExecuteNonQueryAsync();

        await rig.EndLeasesAsync();
        await rig.StartWorkerAsync();
        foreach (var request in others)
        {
            await rig.UntilAsync(request.OrderId, p => p.Status == PaymentStatus.Captured);
        }

        Assert.True((await rig.OnlyPaymentAsync(stuck.OrderId)).IsPending);
        await transaction.RollbackAsync();
        await rig.UntilAsync(stuck.OrderId, p => p.Status == PaymentStatus.Captured);
    }

    [Fact]
    public async Task A_process_that_dies_between_the_providers_success_and_the_commit_has_charged_once()
    {
        await rig.StartAsync();
        var request = Rig.Request();
        var payment = (await rig.Agent.PaymentStore.BeginAsync(request, key: null, CancellationToken.None)).Payment!;
        await rig.Agent.Sandbox.ChargeAsync(payment.Charge, CancellationToken.None);
        await rig.EndLeasesAsync();
        var reply = await new Replica(rig).Payments.ProcessAsync(request, key: null, Rig.Soon, CancellationToken.None);
        Assert.Equal((PaymentStatus.Captured, payment.TransactionId.ToString()), (reply.Status, reply.TransactionId));
        Assert.Equal(1, await Rig.ReadAsync<long>(rig.Sandbox, "SELECT count(*) FROM charges"));
        await rig.AssertMoneyAddsUpAsync();
    }

    [Fact]
    public async Task A_row_that_another_works_on_is_not_taken()
    {
        await rig.StartAsync();
        var payment = (await rig.Agent.PaymentStore.BeginAsync(Rig.Request(), key: null, CancellationToken.None)).Payment!;
        Assert.Null(await new Replica(rig).PaymentStore.ClaimDueAsync(CancellationToken.None));
        Assert.Null(await new Replica(rig).PaymentStore.ClaimAsync(payment.TransactionId, CancellationToken.None));
        await rig.EndLeasesAsync();
        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => rig.Agent.PaymentStore.ClaimDueAsync(CancellationToken.None)));
        Assert.Single(claims, claim => claim is not null);
    }

    [Fact]
    public async Task What_belongs_to_another_user_is_not_found()
    {
        await rig.StartAsync();
        var request = Rig.Request();
        var paid = await rig.PayAsync(request);
        var id = Guid.Parse(paid.TransactionId);
        Assert.NotNull(await rig.Agent.PaymentStore.FindAsync(id, request.UserId, CancellationToken.None));
        Assert.Null(await rig.Agent.PaymentStore.FindAsync(id, Rig.NewId(), CancellationToken.None));
        Assert.Empty(await rig.Agent.PaymentStore.ListAsync(request.OrderId, Rig.NewId(), CancellationToken.None));
        Assert.Empty(await rig.Agent.PaymentStore.ListAsync(Rig.NewId(), owner: null, CancellationToken.None));
    }
}
