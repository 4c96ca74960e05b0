using Ecommerce.Contracts;
using Ecommerce.PaymentAgent.UserData;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.PaymentAgent.Tests.UserData;

public sealed class UserDataStoreTests(Rig rig) : IClassFixture<Rig>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await rig.StartAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_payment_that_waits_for_the_user_is_waited_for_and_its_link_goes()
    {
        var request = Rig.Request("test_requires_action");
        await rig.PayAsync(request);
        Assert.Equal(1L, await CountAsync("payments WHERE next_action_url IS NOT NULL"));

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => EraseAsync(request.UserId));
        Assert.Equal(ErrorCodes.Unavailable, refusal.Code);

        await rig.VoidAsync(request.OrderId);
        await EraseAsync(request.UserId);
        Assert.Equal(0L, await CountAsync("payments WHERE next_action_url IS NOT NULL"));
    }

    [Fact]
    public async Task A_stored_reply_names_the_user_no_more_and_its_key_stays()
    {
        var request = Rig.Request();
        var key = Rig.Key("client", request);
        var paid = await rig.PayAsync(request, key);
        await Rig.ExecuteAsync(rig.Payments, "UPDATE payments SET payment_method = 'pm_card_visa'");
        Assert.Equal(1L, await CountRepliesAsync(request.UserId));

        await EraseAsync(request.UserId);

        Assert.Equal(0L, await CountRepliesAsync(request.UserId));
        Assert.Equal(0L, await CountAsync("payments WHERE payment_method <> ''"));
        var again = await rig.PayAsync(request, key);
        Assert.Equal((paid.TransactionId, "", ""), (again.TransactionId, again.UserId, again.PaymentMethod));
        Assert.Equal(1L, await Rig.ReadAsync<long>(rig.Sandbox, "SELECT count(*) FROM charges"));
        await rig.AssertMoneyAddsUpAsync();
    }

    [Fact]
    public async Task An_erasure_under_the_key_of_another_request_is_refused()
    {
        var user = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await EraseAsync(user, new([1], [2]));
        var refused = await Assert.ThrowsAsync<ProblemException>(() => EraseAsync(user, new([1], [3])));
        Assert.Equal(ErrorCodes.IdempotencyKeyReused, refused.Code);
    }

    private Task<Contracts.V1.UserDataErased> EraseAsync(Guid userId, IdempotencyKey? key = null) => new UserDataStore(
        rig.Payments.App, rig.Agent.RefundStore, new IdempotencyStore(rig.Payments.App, TimeProvider.System))
        .EraseAsync(userId, key, default);

    private Task<long> CountRepliesAsync(Guid userId) => CountAsync($"idempotency WHERE position('{userId}'::bytea IN reply) > 0");

    private Task<long> CountAsync(string rows) => Rig.ReadAsync<long>(rig.Payments, $"SELECT count(*) FROM {rows}");
}
