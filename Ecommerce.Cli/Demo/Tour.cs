using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Authz;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Spiffe;

namespace Ecommerce.Cli.Demo;

/// <summary>
/// The guided tour. Every step is checked against the replies, and the first failed check ends it. Each run creates a user of its own and
/// sets the stock that it needs, so it can be repeated.
/// </summary>
internal sealed class Tour(TourShop shop, Narrator tell)
{
    private const string Sku = "WIDGET-001";
    private const string DeclinedSku = "WIDGET-007";
    private const string LastOne = "WIDGET-009";
    private string _user = "";

    /// <summary>Goes through every chapter.</summary>
    /// <exception cref="CommandException">A check failed.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await SignUpAsync(cancellationToken);
        await OrderAsync(cancellationToken);
        await TamperAsync(cancellationToken);
        await ForbidAsync(cancellationToken);
        await DeclineAsync(cancellationToken);
        await SellOutAsync(cancellationToken);
        await AskAgainAsync(cancellationToken);
    }

    private async Task SignUpAsync(CancellationToken cancellationToken)
    {
        tell.Chapter("A visitor signs up");
        tell.Say("POST /api/v1/users on the public port: no certificate, no token. The gateway asks the user agent over mutual TLS.");
        var (status, user) = await shop.SignUpAsync(cancellationToken);
        tell.Check("the answer is", "201 Created", $"{(int)status} {status}");
        tell.Check("the new user's tier is", "free", (string?)user["tier"]);
        _user = (string)user["user_id"]!;
    }

    private async Task OrderAsync(CancellationToken cancellationToken)
    {
        tell.Chapter($"An order of two {Sku}");
        tell.Say($"create_order through the gateway, over mutual TLS as {shop.Visitor}. No price is sent: the catalogue's counts.");
        if (await shop.AvailableAsync(Sku, cancellationToken) < 2)
        {
            await shop.StockAsync(Sku, 100, cancellationToken);
        }

        var before = await LookAsync(Sku, cancellationToken);
        var order = Completed(await PlaceAsync("credit_card", cancellationToken, Item(Sku, 2)));
        var after = await LookAsync(Sku, cancellationToken);
        ShowChange(Sku, before, after);
        tell.Check("the order is", "confirmed", (string?)order["status"]);
        tell.Check("its total is", "39.98", (string?)order["total"]);
        tell.Check($"fewer {Sku} in stock", 2L, before.Stock - after.Stock);
        tell.Check("the ledger has taken", "39.98", after.Taken);
        tell.Notice($"Its history: {await shop.HistoryAsync(order, cancellationToken)}. Each step was written down before it was taken.");
    }

    private async Task TamperAsync(CancellationToken cancellationToken)
    {
        tell.Chapter("A price of the buyer's own");
        tell.Say("The same order, saying that a widget costs 0.01.");
        var item = Item(Sku, 1);
        item["price"] = "0.01";
        tell.Check("the answer is", "422 price_changed", Refusal(await PlaceAsync("credit_card", cancellationToken, item)));
        item = Item(Sku, 1);
        item["quantity"] = -1;
        tell.Check("a quantity of -1 is", "400 invalid_request", Refusal(await PlaceAsync("credit_card", cancellationToken, item)));
    }

    private async Task ForbidAsync(CancellationToken cancellationToken)
    {
        tell.Chapter("A call that no policy allows");
        tell.Say($"{shop.Visitor} asks the payment agent itself to take money. Its certificate is genuine; that is not enough.");
        var request = new JsonObject
        {
            ["user_id"] = _user,
            ["order_id"] = _user,
            ["amount"] = "1.00",
            ["payment_method"] = "credit_card",
        };
        var before = await shop.TakenAsync(_user, cancellationToken);
        tell.Check("the answer is", "403 forbidden",
            Refusal(await shop.AskAsync(AgentNames.Payment, "process_payment", request, cancellationToken)));
        tell.Check("the ledger has taken still", before, await shop.TakenAsync(_user, cancellationToken));
        var decision = PolicyCheck.Decide(
            shop.Visitor, SpiffeId.Parse(Registrations.AgentId(AgentNames.Payment)), "process_payment", [])["inbound"]!;
        tell.Table(["allow", "policy", "reason"], [$"{decision["allow"]}", $"{decision["policy_id"]}", $"{decision["reason"]}"]);
        tell.Check("the policy that said so", "payment.authz/default", (string?)decision["policy_id"]);
        tell.Notice($"The payment agent logged its decision: bin/ecommerce logs payment{shop.Folder.Option}.");
    }

    private async Task DeclineAsync(CancellationToken cancellationToken)
    {
        tell.Chapter("A card that is declined");
        tell.Say($"Three {DeclinedSku} with a card that the provider declines, after the stock was reserved.");
        if (await shop.AvailableAsync(DeclinedSku, cancellationToken) < 3)
        {
            await shop.StockAsync(DeclinedSku, 100, cancellationToken);
        }

        var before = await LookAsync(DeclinedSku, cancellationToken);
        tell.Check(
            "the answer is", "422 payment_declined", Refusal(await PlaceAsync("test_declined", cancellationToken, Item(DeclinedSku, 3))));
        var after = await LookAsync(DeclinedSku, cancellationToken);
        ShowChange(DeclinedSku, before, after);
        tell.Check($"{DeclinedSku} in stock as before", before.Stock, after.Stock);
        tell.Check("the ledger has taken as before", before.Taken, after.Taken);
        var order = (await shop.OrdersAsync(_user, cancellationToken))[0];
        tell.Check("the order is kept, with its reason", "failed payment_declined", $"{order["status"]} {order["failure"]?["code"]}");
        var history = await shop.HistoryAsync(order, cancellationToken);
        tell.Notice($"Its history: {history}. What was reserved was given back: the saga compensated.");
    }

    private async Task SellOutAsync(CancellationToken cancellationToken)
    {
        tell.Chapter("Two buyers, one left");
        tell.Say($"The stock of {LastOne} is one. Two orders for it leave at once, each with a {DeclinedSku} beside it.");
        await shop.StockAsync(LastOne, 1, cancellationToken);
        var before = await LookAsync(DeclinedSku, cancellationToken);
        var both = await Task.WhenAll(Race(), Race());
        var after = await LookAsync(DeclinedSku, cancellationToken);
        tell.Check(
            "the answers are", "422 out_of_stock, confirmed",
            string.Join(", ", both.Select(result => result.Error is null ? (string?)result.Data?["status"] : Refusal(result))
                .Order(StringComparer.Ordinal)));
        tell.Check($"{LastOne} left", 0L, await shop.AvailableAsync(LastOne, cancellationToken));
        tell.Check($"{DeclinedSku} sold, to the winner alone", 1L, before.Stock - after.Stock);
        var winner = both.Single(result => result.Error is null).Data!;
        tell.Check(
            "the ledger has taken the winner's total alone", Sum(before.Taken, (string)winner["total"]!), Sum(after.Taken, "0.00"));
        tell.Notice("Never minus one, never half an order: stock moves by one guarded statement for the whole order.");

        Task<TaskResult> Race() => PlaceAsync("credit_card", cancellationToken, Item(LastOne, 1), Item(DeclinedSku, 1));
    }

    private async Task AskAgainAsync(CancellationToken cancellationToken)
    {
        tell.Chapter("A provider that takes the money and does not answer");
        tell.Say("The order agent does not know what became of the payment. It asks by its key until it knows; that takes some seconds.");
        var before = await shop.TakenAsync(_user, cancellationToken);
        if (await shop.AvailableAsync(Sku, cancellationToken) < 1)
        {
            await shop.StockAsync(Sku, 100, cancellationToken);
        }

        var order = Completed(await PlaceAsync("test_timeout", cancellationToken, Item(Sku, 1)));
        tell.Check("the order's history ends", "confirmed", (await shop.HistoryAsync(order, cancellationToken)).Split(' ')[^1]);
        tell.Check(
            "the ledger has taken its total once", Sum(before, "19.99"), Sum(await shop.TakenAsync(_user, cancellationToken), "0.00"));
        tell.Check("payments of the order", 1, (await shop.PaymentsAsync(order, cancellationToken)).Count);
        tell.Notice("An unknown outcome is neither charged again nor undone blindly.");
    }

    private async Task<(long Stock, string Taken)> LookAsync(string sku, CancellationToken cancellationToken) =>
        (await shop.AvailableAsync(sku, cancellationToken), await shop.TakenAsync(_user, cancellationToken));

    private void ShowChange(string sku, (long Stock, string Taken) before, (long Stock, string Taken) after) => tell.Table(
        ["", "before", "after"], [$"{sku} in stock", $"{before.Stock}", $"{after.Stock}"],
        ["taken from the visitor", before.Taken, after.Taken]);

    private Task<TaskResult> PlaceAsync(string method, CancellationToken cancellationToken, params JsonObject[] items) => shop.RouteAsync(
        AgentNames.Order, "create_order",
        new JsonObject { ["user_id"] = _user, ["items"] = new JsonArray(items), ["payment_method"] = method }, cancellationToken);

    private static JsonObject Item(string sku, int quantity) => new() { ["sku"] = sku, ["quantity"] = quantity };

    private static JsonNode Completed(TaskResult result) =>
        result.Data
            ?? throw new CommandException(
                $"Demo check failed: an order was expected, found {Refusal(result)} ({result.Error?["detail"]}).");

    private static string Refusal(TaskResult result) =>
        result.Error is { } error ? $"{error["status"]} {error["code"]}" : $"{result.Status} {result.Data?["status"]}";

    private static string Sum(string one, string other) =>
        (decimal.Parse(one, CultureInfo.InvariantCulture) + decimal.Parse(other, CultureInfo.InvariantCulture)).ToString("0.00",
            CultureInfo.InvariantCulture);
}
