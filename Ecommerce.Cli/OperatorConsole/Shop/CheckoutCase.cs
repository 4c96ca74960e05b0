using Ecommerce.Contracts.V1;
using Ecommerce.Pages.Components;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>An order with its checkout, its payments and what happened.</summary>
/// <param name="Order">The order.</param>
/// <param name="Checkout">How far its checkout is, with its history.</param>
/// <param name="Payments">Its payments; none if the payment agent does not say.</param>
/// <param name="Retried">Whether it was just retried.</param>
public sealed record CheckoutCase(Order Order, CheckoutReview Checkout, IReadOnlyList<Payment> Payments, bool Retried)
{
    // The way of an order that nothing happens to.
    private static readonly string[] Usual = ["created", "reserved", "paid", "confirmed"];

    // One that is parked may have come to its end all the same.
    private static readonly string[] Ends = ["confirmed", "failed", "cancelled", "refunded"];

    private static readonly string[] Bad = ["failed", "cancelled"];

    /// <summary>Whether retry_checkout can do something for it.</summary>
    public bool CanRetry => Checkout.State != ReviewState.Ended || Checkout.ParkedReason.Length > 0;

    /// <summary>What happened as a line of states, and what is still to come.</summary>
    /// <param name="say">The name of a type of event.</param>
    public IReadOnlyList<Step> Line(Func<string, string> say)
    {
        List<Step> line =
        [
            .. Checkout.History.Select(happened => new Step(
                say(happened.Type), Bad.Contains(happened.Type) ? "failed" : "done", happened.At.ToDateTimeOffset())),
        ];
        if (Checkout.State == ReviewState.Ended || Ends.Contains(Checkout.Phase))
        {
            return line;
        }

        line.Add(new(say($"phase.{Checkout.Phase}"), Checkout.State == ReviewState.Parked ? "failed" : "now"));
        if (Checkout.Phase is not ("compensating" or "returning"))
        {
            line.AddRange(Usual.Except(Checkout.History.Select(happened => happened.Type)).Select(type => new Step(say(type), "todo")));
        }

        return line;
    }

    /// <summary>Asks the order agent, and the payment agent.</summary>
    /// <exception cref="ProblemException">The order agent refuses, or does not answer.</exception>
    internal static async Task<CheckoutCase> ReadAsync(
        ShopView shop, string orderId, bool retried, CancellationToken cancellationToken)
    {
        var order = shop.Orders.GetOrderAsync(new() { OrderId = orderId }, ShopView.Within(cancellationToken)).ResponseAsync;
        var checkout = shop.Orders.GetCheckoutAsync(new() { OrderId = orderId }, ShopView.Within(cancellationToken)).ResponseAsync;
        var payments = PaymentsAsync(shop, orderId, cancellationToken);
        await Task.WhenAll(order, checkout, payments);
        return new(await order, await checkout, await payments, retried);
    }

    private static async Task<IReadOnlyList<Payment>> PaymentsAsync(ShopView shop, string orderId, CancellationToken cancellationToken)
    {
        try
        {
            return (await shop.Payments.ListPaymentsAsync(new() { OrderId = orderId }, ShopView.Within(cancellationToken))).Payments;
        }
        catch (ProblemException)
        {
            return [];
        }
    }
}
