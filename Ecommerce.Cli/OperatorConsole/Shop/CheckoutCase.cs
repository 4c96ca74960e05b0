using Ecommerce.Contracts.V1;
using Ecommerce.Pages.Components;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>An order with its checkout, its payments and what happened.</summary>
/// <param name="Order">The order.</param>
/// <param name="Review">How far its checkout is, with its history.</param>
/// <param name="Payments">Its payments.</param>
/// <param name="Retried">Whether it was just retried.</param>
public sealed record CheckoutCase(Order Order, Answer<CheckoutReview> Review, Answer<PaymentList> Payments, bool Retried)
{
    // The way of an order that nothing happens to.
    private static readonly string[] Usual = ["created", "reserved", "paid", "confirmed"];

    // One that is parked may have come to its end all the same.
    private static readonly string[] Ends = ["confirmed", "failed", "cancelled", "refunded"];

    private static readonly string[] Bad = ["failed", "cancelled"];

    /// <summary>Whether retry_checkout can do something for it.</summary>
    public static bool CanRetry(CheckoutReview checkout) => checkout.State != ReviewState.Ended || checkout.ParkedReason.Length > 0;

    /// <summary>What happened as a line of states, and what is still to come.</summary>
    /// <param name="checkout">How far it is.</param>
    /// <param name="say">The name of a type of event.</param>
    public static IReadOnlyList<Step> Line(CheckoutReview checkout, Func<string, string> say)
    {
        List<Step> line =
        [
            .. checkout.History.Select(happened => new Step(
                say(happened.Type), Bad.Contains(happened.Type) ? "failed" : "done", happened.At.ToDateTimeOffset())),
        ];
        if (checkout.State == ReviewState.Ended || Ends.Contains(checkout.Phase))
        {
            return line;
        }

        line.Add(new(say($"phase.{checkout.Phase}"), checkout.State == ReviewState.Parked ? "failed" : "now"));
        if (checkout.Phase is not ("compensating" or "returning"))
        {
            line.AddRange(Usual.Except(checkout.History.Select(happened => happened.Type)).Select(type => new Step(say(type), "todo")));
        }

        return line;
    }

    /// <summary>Asks the order agent, and the payment agent.</summary>
    /// <exception cref="ProblemException">There is no such order, or nobody says.</exception>
    internal static async Task<CheckoutCase> ReadAsync(
        ShopView shop, string orderId, bool retried, CancellationToken cancellationToken)
    {
        var order = shop.GetOrderAsync(orderId, cancellationToken);
        var review = Answer.OfAsync(
            () => shop.Orders.GetCheckoutAsync(new() { OrderId = orderId }, ShopView.Within(cancellationToken)).ResponseAsync);
        var payments = Answer.OfAsync(() => shop.ListPaymentsAsync(orderId, cancellationToken));
        await Task.WhenAll(order, review, payments);
        return new(await order, await review, await payments, retried);
    }
}
