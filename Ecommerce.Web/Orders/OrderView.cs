using System.Globalization;
using Ecommerce.Pages;
using Ecommerce.Pages.Components;
using Ecommerce.Web.Gateway;

namespace Ecommerce.Web.Orders;

/// <summary>An order as it is shown.</summary>
/// <param name="Order">The order.</param>
/// <param name="Payment">Its payment; null if there is none yet.</param>
/// <param name="Events">What has happened; null if that is not known now.</param>
public sealed record OrderView(Order Order, Payment? Payment, IReadOnlyList<OrderEvent>? Events)
{
    private static readonly string[] Usual = ["placed", "reserved", "paid", "confirmed"];

    /// <summary>Whether something is still to happen by itself.</summary>
    public bool IsUnderWay => Order.Status == "pending" || (Has("returning") && Order.Status is not ("refunded" or "cancelled"));

    /// <summary>Whether the buyer can stop it, or send it back.</summary>
    public bool CanBeCancelled => Order.Status is "pending" or "confirmed" && !Has("cancel_requested");

    /// <summary>What was refunded.</summary>
    public decimal Refunded => Math.Max(Amount(Order.Refunded), Amount(Payment?.Refunded));

    /// <summary>What was refunded, as the contract writes money.</summary>
    public string RefundedText => Refunded.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where the buyer confirms the payment: an address of the provider, by https alone; null if nothing is to be done.</summary>
    public string? ActionUrl => Order.Status == "pending" && Payment is { Status: "requires_action", NextAction.Url: var url }
        && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address.AbsoluteUri : null;

    /// <summary>Whether that is the sandbox, which has no page: a command stands for the buyer's yes.</summary>
    public bool IsUpToSandbox => ActionUrl is { } url && new Uri(url).Host == "sandbox.invalid";

    /// <summary>Whether the payment waits for the buyer.</summary>
    public bool WaitsForBuyer => Order.Status == "pending" && Payment?.Status == "requires_action";

    /// <summary>How it looks.</summary>
    public string Tone => ToneOf(Order.Status);

    /// <summary>How a status looks.</summary>
    public static string ToneOf(string status) => status switch
    {
        "confirmed" => "ok",
        "pending" => "info",
        "failed" => "bad",
        "refunded" or "cancelled" => "quiet",
        _ => "quiet",
    };

    /// <summary>How far it is, as a line of states.</summary>
    public IReadOnlyList<Step> Steps(PageContext page)
    {
        var reached = Order.Status is "confirmed" or "refunded" ? Usual.Length : Usual.TakeWhile(Reached).Count();
        List<Step> steps = [];
        foreach (var (index, name) in Usual.Index())
        {
            if (index >= reached && (Order.Status == "cancelled" || IsBeingCancelled))
            {
                break;
            }

            var state = index < reached ? "done"
                : index > reached ? "todo"
                : Order.Status == "failed" ? "failed"
                : "now";
            var text = state == "now" && name == "paid" && WaitsForBuyer ? "order.step.yours" : $"order.step.{name}";
            steps.Add(new(page.Say(text), state, index < reached ? TimeOf(name) : null));
            if (state == "failed")
            {
                break;
            }
        }

        if (Order.Status is "cancelled" or "refunded")
        {
            steps.Add(new(page.Say($"order.status.{Order.Status}"), "done", TimeOf(Order.Status)));
        }
        else if (Has("cancel_requested"))
        {
            steps.Add(new(page.Say(IsBeingCancelled ? "order.step.cancelling" : "order.step.returning"), "now"));
        }

        return steps;
    }

    // Before it was confirmed: nothing is on its way to anywhere.
    private bool IsBeingCancelled => Order.Status == "pending" && Has("cancel_requested");

    private bool Reached(string step) => step switch
    {
        "placed" => true,
        "reserved" => Has("reserved"),
        "paid" => Has("paid"),
        _ => Has("confirmed"),
    };

    private bool Has(string type) => Events?.Any(happened => happened.Type == type) == true;

    private DateTimeOffset? TimeOf(string step) => step == "placed" ? Order.CreatedAt
        : Events?.FirstOrDefault(happened => happened.Type == step)?.At;

    private static decimal Amount(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : 0;
}
