using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.SystemTests.Attacks;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests.Assistants;

/// <summary>Questions at the public port, and their answers.</summary>
internal static class Asking
{
    /// <summary>Asks as a user, with a script for the model.</summary>
    public static Task<RestAnswer> AskAsync(this QuietShop shop, SignedIn user, string words, params Turn[] turns) =>
        shop.AskAsync(user, words, "", turns);

    /// <summary>The same with further fields of the request, each with a comma before it.</summary>
    public static Task<RestAnswer> AskAsync(this QuietShop shop, SignedIn user, string words, string fields, params Turn[] turns)
    {
        shop.Model.Script(words, turns);
        return shop.Public.SendAsync("POST", "/api/v1/tasks", $$"""{"input": "{{words}}"{{fields}}}""", user.Bearer);
    }

    /// <summary>Approves what an answer proposed.</summary>
    public static Task<RestAnswer> ApproveAsync(this ShopFixture shop, SignedIn user, string id) =>
        shop.Public.SendAsync("POST", "/api/v1/tasks", $$"""{"approval": "{{id}}"}""", user.Bearer);

    /// <summary>Arms a failpoint of the gateway's: empty to kill it there, <c>lose</c> to lose an answer.</summary>
    public static async Task ArmAsync(this ShopFixture shop, string failpoint, string order = "")
    {
        var armed = Path.Combine(shop.FailpointFolder, failpoint);
        await File.WriteAllTextAsync($"{armed}.new", order);
        File.Move($"{armed}.new", armed);
    }

    /// <summary>Kills the gateway and starts it again: the supervisor would too, but after a pause that grows with each death.</summary>
    public static async Task RestartGatewayAsync(this ShopFixture shop)
    {
        shop.Kill(AgentNames.Gateway);
        await shop.StopAsync(AgentNames.Gateway);
        await shop.StartAsync(AgentNames.Gateway);
        await shop.WaitUntilReadyAsync(AgentNames.Gateway);
    }

    /// <summary>The task that a question became.</summary>
    public static JsonNode Answered(this RestAnswer answer, string status)
    {
        Assert.True(answer.Status == 200, answer.Body);
        Assert.True((string?)answer.Json["status"] == status, answer.Body);
        return answer.Json;
    }

    /// <summary>The arguments of an order.</summary>
    public static (string Name, string Arguments) Order(
        string user, string sku, int quantity = 2, string more = "", string method = "credit_card") =>
        ("create_order",
            $$"""
            {"user_id": "{{user}}", "items": [{"sku": "{{sku}}", "quantity": {{quantity}}{{more}}}], "payment_method": "{{method}}"}
            """);
}
