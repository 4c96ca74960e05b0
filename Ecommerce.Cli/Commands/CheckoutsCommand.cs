using System.CommandLine;
using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Commands;

/// <summary><c>checkouts</c>: the checkouts that need an operator.</summary>
internal static class CheckoutsCommand
{
    /// <summary>The verb.</summary>
    public static Command Create() => new("checkouts", "Shows the checkouts that need an operator, and continues them")
    {
        CreateList(),
        CreateOne("show", "Shows how far the checkout of an order is", "get_checkout"),
        CreateOne("retry", "Continues the checkout of an order now, also one that is parked", "retry_checkout"),
    };

    private static Command CreateList()
    {
        var state = new Option<string?>("--state")
        {
            Description = "Only the parked, the overdue or the returning ones",
            HelpName = "STATE",
        };
        state.AcceptOnlyFromAmong("parked", "overdue", "returning");
        var size = new Option<int>("--page-size") { Description = "How many at once", HelpName = "N", DefaultValueFactory = _ => 50 };
        var token = new Option<string?>("--page-token") { Description = "The next_page_token of the page before", HelpName = "TOKEN" };
        var data = new DataOption();
        var command = new Command("list", "Lists them, the most pressing first") { state, size, token, data };
        command.SetAction((parsed, cancellationToken) => AskAsync(
            data.FolderOf(parsed),
            "list_checkouts",
            new JsonObject
            {
                ["state"] = parsed.GetValue(state) ?? "unspecified",
                ["page_size"] = parsed.GetValue(size),
                ["page_token"] = parsed.GetValue(token) ?? "",
            },
            cancellationToken));
        return command;
    }

    private static Command CreateOne(string name, string description, string capability)
    {
        var order = new UuidArgument("order_id", "The order's order_id");
        var data = new DataOption();
        var command = new Command(name, description) { order, data };
        command.SetAction((parsed, cancellationToken) => AskAsync(
            data.FolderOf(parsed), capability, new JsonObject { ["order_id"] = parsed.GetRequiredValue(order).ToString() },
            cancellationToken));
        return command;
    }

    private static Task<int> AskAsync(DataFolder folder, string capability, JsonObject request, CancellationToken cancellationToken) =>
        AdminCall.RunAsync(folder, AgentNames.Order, capability, request, cancellationToken);
}
