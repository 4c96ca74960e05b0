using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.PaymentAgent.Payments;

/// <summary>What a caller wants to be charged.</summary>
/// <param name="OrderId">The order to be paid.</param>
/// <param name="UserId">The buyer.</param>
/// <param name="Amount">In the currency's minor units.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="PaymentMethod">One that the provider accepts.</param>
/// <param name="Key">The caller's key for this attempt; null without one.</param>
internal sealed record PaymentRequest(Guid OrderId, Guid UserId, long Amount, string Currency, string PaymentMethod, string? Key)
{
    private const string DefaultCurrency = "USD";

    /// <summary>Reads a validated message.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>, naming the field.</exception>
    public static PaymentRequest From(ProcessPaymentRequest message)
    {
        var currency = message.Currency.Length == 0 ? DefaultCurrency : message.Currency;
        if (!Money.TryGetDigits(currency, out _))
        {
            throw ProblemException.Invalid([new("currency", "is not an ISO 4217 currency")]);
        }

        return new(Guid.Parse(message.OrderId), Guid.Parse(message.UserId), ReadAmount(message.Amount, currency), currency,
            message.PaymentMethod, message.IdempotencyKey.Length == 0 ? null : message.IdempotencyKey);
    }

    /// <summary>Reads an amount of the currency's minor units, at least one of them.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>, naming <c>amount</c>.</exception>
    public static long ReadAmount(string amount, string currency) => Money.TryParse(amount, currency, out var minor) && minor > 0
        ? minor
        : throw ProblemException.Invalid([new("amount", $"is not a positive amount in units that {currency} has")]);
}
