using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Authz;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Spiffe;

namespace Ecommerce.Cli.Demo;

/// <summary>
/// The guided tour of a user who signs up, signs in and goes on by the access token. Every step is checked against the replies, and the
/// first failed check ends it. Each run creates users of its own and sets the stock that it needs, so it can be repeated.
/// </summary>
internal sealed class Tour(TourShop shop, Narrator tell)
{
    private const string Sku = "WIDGET-001";
    private const string DeclinedSku = "WIDGET-007";
    private const string LastOne = "WIDGET-009";

    /// <summary>Goes through every chapter.</summary>
    /// <exception cref="CommandException">A check failed.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var user = await SignUpAsync(cancellationToken);
        var order = await OrderAsync(user, cancellationToken);
        using var other = await SignUpAnotherAsync(cancellationToken);
        await HideAsync(user, other, order, cancellationToken);
        await TamperAsync(user, cancellationToken);
        await ForbidAsync(user, cancellationToken);
        await DeclineAsync(user, cancellationToken);
        await SellOutAsync(user, cancellationToken);
        await AskAgainAsync(user, cancellationToken);
    }

    private async Task<TourUser> SignUpAsync(CancellationToken cancellationToken)
    {
        tell.Chapter("A visitor signs up and in");
        tell.Say("POST /api/v1/users on the public port: no certificate, no token. The gateway asks the user agent over mutual TLS.");
        var password = NewPassword();
        var (status, user) = await shop.SignUpAsync(password, cancellationToken);
        tell.Check("the answer is", "201 Created", $"{(int)status} {status}");
        tell.Check("the new user's tier is", "free", (string?)user["tier"]);
        tell.Say("POST /api/v1/sessions with the password. From here on each request of the user carries the token, and nothing else.");
        var (signedIn, session) = await shop.SignInAsync((string)user["email"]!, password, cancellationToken);
        tell.Check("the answer is", "200 OK", $"{(int)signedIn} {signedIn}");
        tell.Check("seconds that the access token is good for", 300, (int?)session["expires_in"]);
        return UserOf(session);
    }

    private async Task<TourUser> SignUpAnotherAsync(CancellationToken cancellationToken)
    {
        var password = NewPassword();
        var (_, user) = await shop.SignUpAsync(password, cancellationToken);
        var (_, session) = await shop.SignInAsync((string)user["email"]!, password, cancellationToken);
        return UserOf(session);
    }

    private async Task<JsonNode> OrderAsync(TourUser user, CancellationToken cancellationToken)
    {
        tell.Chapter($"An order of two {Sku}");
        tell.Say("POST /api/v1/orders with the token. No price is sent: the catalogue's counts.");
        if (await shop.AvailableAsync(Sku, cancellationToken) < 2)
        {
            await shop.StockAsync(Sku, 100, cancellationToken);
        }

        var before = await LookAsync(user, Sku, cancellationToken);
        var order = Completed(await user.PlaceAsync("credit_card", cancellationToken, Item(Sku, 2)));
        var after = await LookAsync(user, Sku, cancellationToken);
        ShowChange(Sku, before, after);
        tell.Check("the order is", "confirmed", (string?)order["status"]);
        tell.Check("its total is", "39.98", (string?)order["total"]);
        tell.Check($"fewer {Sku} in stock", 2L, before.Stock - after.Stock);
        tell.Check("the ledger has taken", "39.98", after.Taken);
        tell.Notice($"Its history: {await user.HistoryAsync(order, cancellationToken)}. Each step was written down before it was taken.");
        return order;
    }

    private async Task HideAsync(TourUser user, TourUser other, JsonNode order, CancellationToken cancellationToken)
    {
        tell.Chapter("Another user's order");
        tell.Say("A second user signs up and in, and asks for the first one's order by its ID.");
        var path = $"/api/v1/orders/{order["order_id"]}";
        tell.Check("its owner gets", "confirmed", $"{await user.GetAsync(path, cancellationToken)}");
        tell.Check("the other user gets", "404 not_found", $"{await other.GetAsync(path, cancellationToken)}");
        tell.Check("and cancelling it is", "404 not_found", $"{await other.PostAsync($"{path}/cancel", [], cancellationToken)}");
        tell.Check("orders of the first that the other is shown", 0, (await other.OrdersAsync(user.UserId, cancellationToken)).Count);
        tell.Notice("What is another's is answered as what is not there: nobody learns which orders there are.");
    }

    private async Task TamperAsync(TourUser user, CancellationToken cancellationToken)
    {
        tell.Chapter("A price of the buyer's own");
        tell.Say("The same order, saying that a widget costs 0.01.");
        var item = Item(Sku, 1);
        item["price"] = "0.01";
        tell.Check("the answer is", "422 price_changed", $"{await user.PlaceAsync("credit_card", cancellationToken, item)}");
        item = Item(Sku, 1);
        item["quantity"] = -1;
        tell.Check("a quantity of -1 is", "400 invalid_request", $"{await user.PlaceAsync("credit_card", cancellationToken, item)}");
    }

    private async Task ForbidAsync(TourUser user, CancellationToken cancellationToken)
    {
        tell.Chapter("A call that no policy allows");
        tell.Say($"{shop.Visitor} asks the payment agent itself to take money. Its certificate is genuine; that is not enough.");
        var request = new JsonObject
        {
            ["user_id"] = user.UserId,
            ["order_id"] = user.UserId,
            ["amount"] = "1.00",
            ["payment_method"] = "credit_card",
        };
        var before = await user.TakenAsync(cancellationToken);
        tell.Check("the answer is", "403 forbidden",
            Refusal(await shop.AskAsync(AgentNames.Payment, "process_payment", request, cancellationToken)));
        tell.Check("the ledger has taken still", before, await user.TakenAsync(cancellationToken));
        var decision = PolicyCheck.Decide(
            shop.Visitor, SpiffeId.Parse(Registrations.AgentId(AgentNames.Payment)), "process_payment", [])["inbound"]!;
        tell.Table(["allow", "policy", "reason"], [$"{decision["allow"]}", $"{decision["policy_id"]}", $"{decision["reason"]}"]);
        tell.Check("the policy that said so", "payment.authz/default", (string?)decision["policy_id"]);
        tell.Notice($"The payment agent logged its decision: bin/ecommerce logs payment{shop.Folder.Option}.");
    }

    private async Task DeclineAsync(TourUser user, CancellationToken cancellationToken)
    {
        tell.Chapter("A card that is declined");
        tell.Say($"Three {DeclinedSku} with a card that the provider declines, after the stock was reserved.");
        if (await shop.AvailableAsync(DeclinedSku, cancellationToken) < 3)
        {
            await shop.StockAsync(DeclinedSku, 100, cancellationToken);
        }

        var before = await LookAsync(user, DeclinedSku, cancellationToken);
        tell.Check(
            "the answer is", "422 payment_declined", $"{await user.PlaceAsync("test_declined", cancellationToken, Item(DeclinedSku, 3))}");
        var after = await LookAsync(user, DeclinedSku, cancellationToken);
        ShowChange(DeclinedSku, before, after);
        tell.Check($"{DeclinedSku} in stock as before", before.Stock, after.Stock);
        tell.Check("the ledger has taken as before", before.Taken, after.Taken);
        var order = (await user.OrdersAsync(user.UserId, cancellationToken))[0];
        tell.Check("the order is kept, with its reason", "failed payment_declined", $"{order["status"]} {order["failure"]?["code"]}");
        var history = await user.HistoryAsync(order, cancellationToken);
        tell.Notice($"Its history: {history}. What was reserved was given back: the saga compensated.");
    }

    private async Task SellOutAsync(TourUser user, CancellationToken cancellationToken)
    {
        tell.Chapter("Two buyers, one left");
        tell.Say($"The stock of {LastOne} is one. Two orders for it leave at once, each with a {DeclinedSku} beside it.");
        await shop.StockAsync(LastOne, 1, cancellationToken);
        var before = await LookAsync(user, DeclinedSku, cancellationToken);
        var both = await Task.WhenAll(Race(), Race());
        var after = await LookAsync(user, DeclinedSku, cancellationToken);
        tell.Check(
            "the answers are", "422 out_of_stock, confirmed",
            string.Join(", ", both.Select(answer => $"{answer}").Order(StringComparer.Ordinal)));
        tell.Check($"{LastOne} left", 0L, await shop.AvailableAsync(LastOne, cancellationToken));
        tell.Check($"{DeclinedSku} sold, to the winner alone", 1L, before.Stock - after.Stock);
        var winner = both.Single(answer => answer.IsDone).Body!;
        tell.Check(
            "the ledger has taken the winner's total alone", Sum(before.Taken, (string)winner["total"]!), Sum(after.Taken, "0.00"));
        tell.Notice("Never minus one, never half an order: stock moves by one guarded statement for the whole order.");

        Task<TourAnswer> Race() => user.PlaceAsync("credit_card", cancellationToken, Item(LastOne, 1), Item(DeclinedSku, 1));
    }

    private async Task AskAgainAsync(TourUser user, CancellationToken cancellationToken)
    {
        tell.Chapter("A provider that takes the money and does not answer");
        tell.Say("The order agent does not know what became of the payment. It asks by its key until it knows; that takes some seconds.");
        var before = await user.TakenAsync(cancellationToken);
        if (await shop.AvailableAsync(Sku, cancellationToken) < 1)
        {
            await shop.StockAsync(Sku, 100, cancellationToken);
        }

        var order = Completed(await user.PlaceAsync("test_timeout", cancellationToken, Item(Sku, 1)));
        tell.Check("the order's history ends", "confirmed", (await user.HistoryAsync(order, cancellationToken)).Split(' ')[^1]);
        tell.Check(
            "the ledger has taken its total once", Sum(before, "19.99"), Sum(await user.TakenAsync(cancellationToken), "0.00"));
        tell.Check("payments of the order", 1, (await user.PaymentsAsync(order, cancellationToken)).Count);
        tell.Notice("An unknown outcome is neither charged again nor undone blindly.");
    }

    private async Task<(long Stock, string Taken)> LookAsync(
        TourUser user, string sku, CancellationToken cancellationToken) =>
        (await shop.AvailableAsync(sku, cancellationToken), await user.TakenAsync(cancellationToken));

    private void ShowChange(string sku, (long Stock, string Taken) before, (long Stock, string Taken) after) => tell.Table(
        ["", "before", "after"], [$"{sku} in stock", $"{before.Stock}", $"{after.Stock}"],
        ["taken from the visitor", before.Taken, after.Taken]);

    private static JsonObject Item(string sku, int quantity) => new() { ["sku"] = sku, ["quantity"] = quantity };

    private static JsonNode Completed(TourAnswer answer) => answer.IsDone
        ? answer.Body!
        : throw new CommandException($"Demo check failed: an order was expected, found {answer} ({answer.Body?["detail"]}).");

    private static string Refusal(TaskResult result) =>
        result.Error is { } error ? $"{error["status"]} {error["code"]}" : $"{result.Status} {result.Data?["status"]}";

    private static string NewPassword() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    private TourUser UserOf(JsonObject session) =>
        new((string)session["user"]!["user_id"]!, (string)session["access_token"]!, shop.Public.BaseAddress!);

    private static string Sum(string one, string other) =>
        (decimal.Parse(one, CultureInfo.InvariantCulture) + decimal.Parse(other, CultureInfo.InvariantCulture)).ToString("0.00",
            CultureInfo.InvariantCulture);
}
