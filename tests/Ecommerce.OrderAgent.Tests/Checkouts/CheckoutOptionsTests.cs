using Ecommerce.OrderAgent.Checkouts;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

public sealed class CheckoutOptionsTests
{
    [Theory]
    [InlineData("00:00:00.5", true)]
    [InlineData("00:00:05", true)]
    [InlineData("00:00:00.4", false)]
    [InlineData("00:00:05.1", false)]
    public void A_lease_lasts_from_half_a_second_to_five(string lease, bool accepted) =>
        AssertAccepted(new() { Lease = TimeSpan.Parse(lease, null) }, accepted, "Checkout:Lease");

    [Theory]
    [InlineData("00:00:01", true)]
    [InlineData("00:55:00", true)]
    [InlineData("00:00:00.9", false)]
    [InlineData("00:55:01", false)]
    public void A_checkout_may_take_from_a_second_to_55_minutes(string deadline, bool accepted) =>
        AssertAccepted(new() { Deadline = TimeSpan.Parse(deadline, null) }, accepted, "Checkout:Deadline");

    [Fact]
    public void The_pauses_between_refunds_that_the_provider_refuses_grow_to_an_hour()
    {
        var pauses = new CheckoutOptions().RefundBackoff;
        Assert.Equal(TimeSpan.FromSeconds(1), pauses.After(1, chance: 1));
        Assert.Equal(TimeSpan.FromHours(1), pauses.After(20, chance: 1));
        Assert.Equal(TimeSpan.FromHours(1), pauses.After(10_000, chance: 1));
        Assert.Equal(TimeSpan.FromSeconds(1), pauses.After(10_000, chance: 0));
    }

    [Theory]
    [InlineData(CheckoutPhase.Returning, nameof(CheckoutCommands.Refund))]
    [InlineData(CheckoutPhase.Compensating, nameof(CheckoutCommands.RefundLate))]
    public void A_refund_that_was_refused_for_the_twentieth_time_is_not_asked_for_as_often_as_a_call_without_an_answer(
        object phase, string refund)
    {
        var state = new CheckoutState
        {
            Phase = (CheckoutPhase)phase,
            Todo = Enum.Parse<CheckoutCommands>(refund),
            RefundAttempt = 20,
        };
        Checkout checkout = new() { Order = Rig.NewOrder(), State = state, Version = 1 };
        var options = new CheckoutOptions();

        var pauses = Enumerable.Range(0, 200).Select(_ => CheckoutStep.Take(checkout, [new CheckoutEvent.RefundFailed()], options).Pause);
        Assert.InRange(pauses.Max()!.Value, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));
    }

    private static void AssertAccepted(CheckoutOptions options, bool accepted, string setting)
    {
        if (accepted)
        {
            options.EnsureValid();
        }
        else
        {
            Assert.Contains(setting, Assert.Throws<InvalidDataException>(options.EnsureValid).Message, StringComparison.Ordinal);
        }
    }
}
