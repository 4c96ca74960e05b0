using Ecommerce.Contracts;
using Ecommerce.Web.Gateway;
using Ecommerce.Web.Hosting;
using Ecommerce.Web.Sessions;
using Ecommerce.Web.Views;

namespace Ecommerce.Web.Orders;

/// <summary>A buyer's orders.</summary>
internal static class OrderPages
{
    private const int PageSize = 20;
    private const int LongestReason = 500;

    /// <summary>All of them, the newest first.</summary>
    public static async Task ListAsync(Visit visit)
    {
        var user = visit.SignedIn;
        var token = (string?)visit.Context.Request.Query["after"] ?? "";
        var orders = await visit.Gateway.GetAsync(
            $"/orders?user_id={Uri.EscapeDataString(user.UserId)}&page_size={PageSize}&page_token={Uri.EscapeDataString(token)}",
            AnswerJson.Default.OrderList, user.AccessToken, visit.Aborted);
        await visit.ShowAsync<OrdersPage>(new() { ["Shown"] = orders, ["IsFirst"] = token.Length == 0 });
    }

    /// <summary>One of them.</summary>
    public static async Task ShowAsync(Visit visit)
    {
        var user = visit.SignedIn;
        var orderId = IdOf(visit);
        var order = await ReadAsync(visit, orderId);
        var payment = order.TransactionId.Length > 0 ? await PaymentAsync(visit, order.TransactionId) : null;
        var events = await OrderEvents.ReadAsync(
            visit.Gateway, orderId, isUnderWay: order.Status == "pending", user.AccessToken, visit.Aborted);
        var view = new OrderView(order, payment, events);
        var isSandbox = visit.Context.RequestServices.GetRequiredService<WebSettings>().IsDevelopment && view.IsUpToSandbox;
        await visit.ShowAsync<OrderPage>(new()
        {
            ["Shown"] = view,
            ["Command"] = isSandbox ? $"bin/ecommerce sandbox complete {order.TransactionId}" : null,
        });
    }

    /// <summary>Cancels one; one that is confirmed goes back.</summary>
    public static async Task CancelAsync(Visit visit, IFormCollection form)
    {
        var before = await ReadAsync(visit, IdOf(visit));
        var order = await visit.Gateway.SendAsync(
            HttpMethod.Post, $"/orders/{IdOf(visit)}/cancel", GatewayClient.Body(new() { ["reason"] = Reason(form) }),
            AnswerJson.Default.Order, visit.SignedIn.AccessToken, key: null, visit.Aborted);
        visit.Say(new(Cancelled(before, order), Refused: false));
        await visit.GoAsync($"/orders/{order.OrderId}");
    }

    /// <summary>Puts what was ordered into the basket again.</summary>
    public static async Task OrderAgainAsync(Visit visit, IFormCollection form)
    {
        var order = await ReadAsync(visit, IdOf(visit));
        var cart = order.Items.Aggregate(visit.Cart, (cart, line) => cart.Add(line.Sku, line.Quantity));
        var fits = order.Items.All(line => cart.Lines.Any(taken => taken.Sku == line.Sku)) && visit.SetCart(cart);
        visit.Say(new(fits ? "order.again" : "cart.full", Refused: false));
        await visit.GoAsync("/cart");
    }

    private static string Cancelled(Order before, Order order) => before.Status is "confirmed" or "refunded" ? "order.returned"
        : order.Status == "pending" ? "order.cancelling"
        : "order.cancelled";

    private static Task<Order> ReadAsync(Visit visit, string orderId) => visit.Gateway.GetAsync(
        $"/orders/{orderId}", AnswerJson.Default.Order, visit.SignedIn.AccessToken, visit.Aborted);

    private static async Task<Payment?> PaymentAsync(Visit visit, string transactionId)
    {
        try
        {
            return await visit.Gateway.GetAsync(
                $"/payments/{Uri.EscapeDataString(transactionId)}", AnswerJson.Default.Payment, visit.SignedIn.AccessToken, visit.Aborted);
        }
        catch (RefusedException exception) when (exception.Code != ErrorCodes.Unauthenticated)
        {
            // The order is shown all the same.
            return null;
        }
    }

    private static string IdOf(Visit visit) => Uri.EscapeDataString((string)visit.Context.Request.RouteValues["id"]!);

    private static string Reason(IFormCollection form)
    {
        var reason = ((string?)form["reason"] ?? "").Trim();
        return reason.Length > LongestReason ? reason[..LongestReason] : reason;
    }
}
