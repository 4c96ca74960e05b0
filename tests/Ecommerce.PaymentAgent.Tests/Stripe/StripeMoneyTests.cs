using Ecommerce.PaymentAgent.Stripe;

namespace Ecommerce.PaymentAgent.Tests.Stripe;

public sealed class StripeMoneyTests
{
    [Theory]
    [InlineData("USD", 3998, 3998)]
    [InlineData("JPY", 500, 500)]
    [InlineData("KRW", 1, 1)]
    [InlineData("ISK", 5, 500)]
    [InlineData("UGX", 5, 500)]
    [InlineData("MGA", 1000, 10)]
    [InlineData("KWD", 5120, 5120)]
    [InlineData("USD", long.MaxValue, long.MaxValue)]
    public void An_amount_is_in_stripes_units_and_back(string currency, long minor, long amount)
    {
        Assert.True(StripeMoney.TryConvert(minor, currency, out var converted));
        Assert.Equal(amount, converted);
        Assert.Equal(minor, StripeMoney.ToMinor(amount, currency));
    }

    [Theory]
    [InlineData("MGA", 1010)]
    [InlineData("KWD", 5124)]
    [InlineData("ISK", long.MaxValue)]
    [InlineData("XXX", 1)]
    public void What_stripe_cannot_take_exactly_is_refused(string currency, long minor) =>
        Assert.False(StripeMoney.TryConvert(minor, currency, out _));
}
