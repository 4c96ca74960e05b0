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
