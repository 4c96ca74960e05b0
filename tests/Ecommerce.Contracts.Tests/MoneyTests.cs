namespace Ecommerce.Contracts.Tests;

public class MoneyTests
{
    [Theory]
    [InlineData("39.98", "USD", 3998)]
    [InlineData("39.9", "USD", 3990)]
    [InlineData("39", "USD", 3900)]
    [InlineData("0.01", "USD", 1)]
    [InlineData("0", "USD", 0)]
    [InlineData("0.00", "USD", 0)]
    [InlineData("500", "JPY", 500)]
    [InlineData("1.234", "KWD", 1234)]
    [InlineData("92233720368547758.07", "USD", long.MaxValue)]
    public void A_decimal_is_read_into_minor_units(string text, string currency, long minor)
    {
        Assert.True(Money.TryParse(text, currency, out var read));
        Assert.Equal(minor, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("-0")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("01")]
    [InlineData("00.50")]
    [InlineData("1e3")]
    [InlineData("1,50")]
    [InlineData("1,000.00")]
    [InlineData("1.2.3")]
    [InlineData("1.234")]
    [InlineData("0.001")]
    [InlineData("19.990")]
    [InlineData("NaN")]
    [InlineData("\u0661")]
    [InlineData("1\0")]
    [InlineData("0x10")]
    [InlineData("92233720368547758.08")]
    [InlineData("99999999999999999999999999999999999999999999999999")]
    public void What_is_no_plain_decimal_or_does_not_fit_is_refused(string text)
    {
        Assert.False(Money.TryParse(text, "USD", out var minor));
        Assert.Equal(0, minor);
    }

    [Theory]
    [InlineData("1.5", "JPY")]
    [InlineData("1", "usd")]
    [InlineData("1", "XXX")]
    [InlineData("1", "XAU")]
    [InlineData("1", "")]
    public void The_currency_decides(string text, string currency) => Assert.False(Money.TryParse(text, currency, out _));

    [Theory]
    [InlineData(3998, "USD", "39.98")]
    [InlineData(1, "USD", "0.01")]
    [InlineData(0, "USD", "0.00")]
    [InlineData(-250, "USD", "-2.50")]
    [InlineData(500, "JPY", "500")]
    [InlineData(1234, "KWD", "1.234")]
    [InlineData(long.MaxValue, "USD", "92233720368547758.07")]
    [InlineData(long.MinValue, "USD", "-92233720368547758.08")]
    public void Minor_units_are_printed_with_all_digits_of_the_currency(long minor, string currency, string text) =>
        Assert.Equal(text, Money.Format(minor, currency));

    [Fact]
    public void An_unknown_currency_is_not_printed() => Assert.Throws<ArgumentException>(() => Money.Format(1, "XXX"));
}
