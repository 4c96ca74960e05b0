using System.Text;
using Ecommerce.OrderAgent.Checkouts;

namespace Ecommerce.OrderAgent.Tests.Checkouts.Exploration;

/// <summary>
/// The steps to a violation as a shell script against a running shop. Where a process dies is a failpoint, which is armed from the
/// beginning; what a script cannot bring about is a comment at its place.
/// </summary>
internal static class CheckoutScript
{
    private const string Head =
        """
        set -euo pipefail
        data=/tmp/replay fail=/tmp/replay-failpoints
        mkdir -p "$fail"
        ask() { bin/ecommerce-admin call --data-dir "$data" --target "$1" --capability "$2" --data "$3"; }
        buy() { bin/ecommerce call --data-dir "$data" --target gateway --capability route --data "$1"; }
        pid() { bin/ecommerce status --data-dir "$data" --json | jq -r ".agents[] | select(.name == \"$1\") | .pid"; }
        freeze() { kill -STOP "$(pid "$1")"; }
        thaw() { kill -CONT "$(pid "$1")"; }
        """;

    private const string Order =
        """
        user=$(buy '{"service": "user", "action": "create_user", "payload": {"email": "'$RANDOM'@example.com", "name": "Replay"}}' |
            jq -r '.artifacts[0].data.user_id')
        buy '{"service": "order", "action": "create_order", "payload": {"user_id": "'$user'", "payment_method": "METHOD",
            "items": [{"sku": "WIDGET-001", "quantity": 1}]}}' &
        sleep 1
        order=$(buy '{"service": "order", "action": "list_orders", "payload": {"user_id": "'$user'"}}' |
            jq -r '.artifacts[0].data.orders[0].order_id')
        """;

    /// <summary>The script.</summary>
    public static string Of(Exploration found, CheckoutModel model)
    {
        var script = new StringBuilder("#!/usr/bin/env bash\n").Append($"# {found.Violation}\n{Head}\n");
        foreach (var point in found.Path.Zip(found.Path.Skip(1)).Select(pair => Failpoint(pair.First, pair.Second)).OfType<string>())
        {
            script.Append($"touch \"$fail/{point}\"\n");
        }

        script.Append("bin/ecommerce up --detach --fresh --data-dir \"$data\" --failpoints \"$fail\"\n");
        script.Append(Order.Replace("METHOD", MethodOf(found, model), StringComparison.Ordinal)).Append('\n');
        foreach (var move in found.Path)
        {
            script.Append(Line(move, model)).Append('\n');
        }

        return script.Append("ask order get_checkout '{\"order_id\": \"'$order'\"}'\nask order get_order '{\"order_id\": \"'$order'\"}'\n")
            .ToString();
    }

    // A process that dies between an answer and its write, or before the call.
    private static string? Failpoint(CheckoutMove move, CheckoutMove next) => (move, next.Happening) switch
    {
        ({ Happening: Happening.Answer, Command: CheckoutCommands.Reserve }, Happening.Crash) => "order.after_reserve",
        ({ Happening: Happening.Answer, Command: CheckoutCommands.Pay or CheckoutCommands.Inquire }, Happening.Crash) =>
            "order.after_payment",
        ({ Happening: Happening.Answer, Command: CheckoutCommands.Confirm }, Happening.Crash) => "order.after_confirm",
        ({ Happening: Happening.LostAnswer, Command: CheckoutCommands.Pay }, _) => "payment.after_commit",
        ({ Happening: Happening.LostCall, Command: CheckoutCommands.Pay }, _) => "payment.before_provider",
        ({ Happening: Happening.LostAnswer, Command: CheckoutCommands.Refund or CheckoutCommands.RefundLate }, _) => "refund.after_commit",
        ({ Happening: Happening.LostCall, Command: CheckoutCommands.Refund or CheckoutCommands.RefundLate }, _) =>
            "refund.before_provider",
        _ => null,
    };

    private static string MethodOf(Exploration found, CheckoutModel model) =>
        found.Path.Where(move => move.Command == CheckoutCommands.Pay && move.Event >= 0).Select(move => model.Event(move.Event) switch
        {
            CheckoutEvent.ActionRequired => "test_requires_action",
            CheckoutEvent.PaymentPending => "test_timeout",
            CheckoutEvent.Refused => "test_declined",
            _ => "credit_card",
        }).FirstOrDefault("credit_card");

    private static string Line(CheckoutMove move, CheckoutModel model)
    {
        var met = move.Met ? "# while the step is being written, and not committed yet:\n" : "";
        return met + (move.Happening switch
        {
            Happening.Cancel => "ask gateway route '{\"service\": \"order\", \"action\": \"cancel_order\", \"payload\": "
                + "{\"order_id\": \"'$order'\"}}' &",
            Happening.LateCall => $"freeze {CalleeOf(move.Command)}; sleep 6; thaw {CalleeOf(move.Command)} # {move.Command} comes late",
            Happening.Claim when model.Event(move.Event) is CheckoutEvent.DeadlinePassed =>
                "freeze order; sleep 6; thaw order # the lease ends, and the phase's deadline passes",
            Happening.Claim => "freeze order; sleep 6; thaw order # the lease ends, and another goes on",
            Happening.Told => $"# the payments' events tell {model.Event(move.Event).GetType().Name}",
            Happening.Drift => "# the world changes by itself",
            _ => $"# {move.Happening} {(move.Command == default ? "" : move.Command)}"
                + (move.Event < 0 ? "" : $" {model.Event(move.Event).GetType().Name}"),
        }).TrimEnd();
    }

    private static string CalleeOf(CheckoutCommands command) =>
        command is CheckoutCommands.Pay or CheckoutCommands.VoidPayment ? "payment" : "inventory";
}
