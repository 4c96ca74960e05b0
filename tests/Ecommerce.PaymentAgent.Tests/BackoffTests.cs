using Ecommerce.Contracts.V1;

namespace Ecommerce.PaymentAgent.Tests;

public class BackoffTests
{
    [Theory]
    [InlineData(PaymentStatus.Pending, 1, 0.1)]
    [InlineData(PaymentStatus.Pending, 3, 0.4)]
    [InlineData(PaymentStatus.Pending, 1_000_000, 2)]
    [InlineData(PaymentStatus.RequiresAction, 30, 1)]
    [InlineData(PaymentStatus.RequiresAction, 3000, 60)]
    [InlineData(PaymentStatus.Voided, 30, 60)]
    public void It_doubles_up_to_its_cap_and_is_jittered_by_half(PaymentStatus status, int attempts, double seconds)
    {
        Payment payment = new()
        {
            TransactionId = Rig.NewId(),
            OrderId = Rig.NewId(),
            UserId = Rig.NewId(),
            Amount = 1,
            Currency = "USD",
            Method = "credit_card",
            Status = status,
            Attempts = attempts,
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        var waits = Enumerable.Range(0, 200).Select(_ => Backoff.After(payment).TotalSeconds).ToList();
        Assert.All(waits, wait => Assert.InRange(wait, seconds / 2, seconds));
        Assert.True(waits.Max() - waits.Min() > seconds / 10, "It is not jittered.");
    }
}
