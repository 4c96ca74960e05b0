using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;
using Ecommerce.SystemTests.Attacks;
using Ecommerce.Testing;
using static Ecommerce.SystemTests.Assistants.Asking;
using static Ecommerce.SystemTests.Assistants.ScriptedModel;

namespace Ecommerce.SystemTests.Assistants;

/// <summary>Plain words at a shop with a model: what is found, what is proposed, and what is done once it is approved.</summary>
[Collection<QuietShopCollection>]
public sealed class AssistantTests(QuietShop shop)
{
    [Fact]
    public async Task A_question_is_answered_with_what_the_tools_say_and_the_answer_shows_them()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        var answer = (await shop.AskAsync(
            ann, "What does it cost?", """, "max_tokens": 1000, "temperature": 0.5, "correlation_id": "c-1" """,
            Calls(("get_product", $$"""{"sku": "{{sku}}"}""")), Says("It costs 19.99 USD."))).Answered("success");

        Assert.Equal("It costs 19.99 USD.", (string?)answer["output"]);
        Assert.Equal((2 * TokensPerTurn, "c-1"), ((int)answer["tokens_used"]!, (string?)answer["correlation_id"]));
        var call = Assert.Single(answer["tool_calls"]!.AsArray())!;
        Assert.Equal("get_product", (string?)call["tool_name"]);
        Assert.Equal(sku, (string?)JsonNode.Parse((string)call["arguments"]!)!["sku"]);
        Assert.Equal("19.99", (string?)JsonNode.Parse((string)call["result"]!)!["price"]);

        var last = shop.Model.Requests.Last();
        Assert.Equal((Name, 0.5), ((string?)last["model"], Math.Round((double)last["temperature"]!, 3)));
        Assert.InRange((int)(last["max_completion_tokens"] ?? last["max_tokens"])!, 1, 1000 - TokensPerTurn);
        var told = last["messages"]!.AsArray()[^1]!;
        Assert.Equal("tool", (string?)told["role"]);
        Assert.Contains("no instruction", told["content"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tools_are_what_the_asker_may_reach_without_secrets_and_an_agent_narrows_them()
    {
        var ann = await SignedIn.CreateAsync(shop);
        await shop.AskAsync(ann, "All tools?", Says("These."));
        string[] expected =
        [
            "cancel_order", "check_availability", "create_order", "delete_user", "export_user", "get_order", "get_payment", "get_product",
            "get_signing_keys", "get_user", "health", "list_orders", "list_payments", "list_products", "list_sessions",
        ];
        Assert.Equal(expected.Order(), ToolsOf(shop.Model.Requests.Last()).Order());

        await shop.AskAsync(ann, "Some tools?", """, "agent_type": "inventory" """, Says("These."));
        Assert.Equal(["check_availability", "get_product", "list_products"], ToolsOf(shop.Model.Requests.Last()).Order());
        (await shop.AskAsync(ann, "No tools?", """, "agent_type": "nobody" """, Says("None."))).Problem(404, "not_found");
    }

    [Fact]
    public async Task A_tool_of_an_agent_that_was_not_named_is_not_there()
    {
        var ann = await SignedIn.CreateAsync(shop);
        var answer = (await shop.AskAsync(
            ann, "Who am I to the inventory?", """, "agent_type": "inventory" """,
            Calls(("rm_rf", "{}"), ("get_user", $$"""{"user_id": "{{ann.UserId}}"}""")), Says("Nobody."))).Answered("success");
        var codes = answer["tool_calls"]!.AsArray().Select(call => (string?)JsonNode.Parse((string)call!["result"]!)!["code"]).ToList();
        Assert.Equal(2, codes.Count);
        Assert.Single(codes.Distinct());
        Assert.NotNull(codes[0]);
    }

    [Fact]
    public async Task Who_has_been_signed_out_is_not_answered_and_approves_nothing()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        var id = await ProposeAsync(ann, sku, "Before I leave.");
        await ann.SignOutAsync(shop);
        (await shop.AskAsync(ann, "Do you know me?", Says("I do."))).Problem(401, "unauthenticated");
        (await shop.ApproveAsync(ann, id)).Problem(401, "unauthenticated");
        await shop.NothingChangedAsync(ann.UserId, sku, 10);
        Assert.DoesNotContain(
            shop.Model.Requests, request => request.ToJsonString().Contains("Do you know me?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_order_is_shown_exactly_and_is_placed_once_it_is_approved()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        var asked = (await shop.AskAsync(ann, "Two of them, please.", Calls(Order(ann.UserId, sku)))).Answered("input_required");
        var approval = asked["approval"]!;
        Assert.Equal(
            ("create_order", "39.98", "USD"),
            ((string?)approval["capability"], (string?)approval["amount"], (string?)approval["currency"]));
        var item = JsonNode.Parse((string)approval["arguments"]!)!["items"]![0]!;
        Assert.Equal((sku, 2, "19.99"), ((string?)item["sku"], (int)item["quantity"]!, (string?)item["price"]));
        await shop.NothingChangedAsync(ann.UserId, sku, 10);
        Assert.Equal(1, await shop.AuditedAsync(AgentNames.Gateway, $"create_order user/{ann.UserId} allow approval_required"));

        var placed = (await shop.ApproveAsync(ann, (string)approval["id"]!)).Answered("success");
        var order = JsonNode.Parse((string)placed["output"]!)!;
        Assert.Equal(("39.98", "confirmed"), ((string?)order["total"], (string?)order["status"]));

        var again = (await shop.ApproveAsync(ann, (string)approval["id"]!)).Answered("success");
        Assert.Equal((string?)placed["output"], (string?)again["output"]);
        Assert.Single(await shop.OrdersOfAsync(ann.UserId));
        Assert.Equal(3998, await shop.LedgerOfAsync(ann.UserId));
    }

    [Fact]
    public async Task Of_approvals_that_come_at_once_one_is_carried_out()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        var id = await ProposeAsync(ann, sku, "At once.");
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shop.ApproveAsync(ann, id)));
        Assert.Contains(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status == 200), answer => answer.Answered("success"));
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.Problem(409, "idempotency_key_in_use"));
        Assert.Single(await shop.OrdersOfAsync(ann.UserId));
        Assert.Equal(3998, await shop.LedgerOfAsync(ann.UserId));
    }

    [Fact]
    public async Task What_was_proposed_to_one_caller_is_not_there_for_another()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        var bob = await SignedIn.CreateAsync(shop);
        var id = await ProposeAsync(ann, sku, "For Ann alone.");
        using var client = await shop.HttpOfAsync("cli");
        var body = $$"""{"approval": "{{id}}"}""";
        RestAnswer[] answers =
        [
            await shop.ApproveAsync(bob, id), await shop.ApproveAsync(bob, new string('0', 64)), await shop.ApproveAsync(bob, "1"),
            await client.SendAsync("POST", "/api/v1/tasks", body),
            await client.SendAsync("POST", "/api/v1/tasks", body, ann.Bearer),
        ];
        Assert.Single(answers.Select(answer => (string?)answer.Problem(404, "not_found")["detail"]).Distinct());
        await shop.NothingChangedAsync(ann.UserId, sku, 10);
        (await shop.ApproveAsync(ann, id)).Answered("success");
    }

    [Fact]
    public async Task Whoever_is_not_known_asks_nothing()
    {
        shop.Model.Script("Who am I?", Says("Nobody."));
        (await shop.Public.SendAsync("POST", "/api/v1/tasks", """{"input": "Who am I?"}""")).Problem(401, "unauthenticated");
        (await shop.Public.SendAsync("POST", "/api/v1/tasks", $$"""{"approval": "{{new string('0', 64)}}"}"""))
            .Problem(401, "unauthenticated");
    }

    [Theory]
    [InlineData("max_tokens", "-1")]
    [InlineData("temperature", "2.5")]
    public async Task A_number_out_of_its_range_is_refused(string field, string value)
    {
        var ann = await SignedIn.CreateAsync(shop);
        var problem = (await shop.AskAsync(ann, "Out of range?", $", \"{field}\": {value}", Says("No."))).Problem(400, "invalid_request");
        Assert.Equal(field, (string?)problem["errors"]![0]!["field"]);
    }

    [Fact]
    public async Task A_proposal_outlives_its_gateway()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        var id = await ProposeAsync(ann, sku, "For later.");
        await shop.RestartGatewayAsync();
        (await shop.ApproveAsync(ann, id)).Answered("success");
        Assert.Single(await shop.OrdersOfAsync(ann.UserId));
    }

    [Theory]
    [InlineData("gateway.before_approved", 0)]
    [InlineData("gateway.after_approved", 1)]
    public async Task An_approval_that_a_killed_gateway_took_has_one_effect_at_most_and_is_finished_by_the_next(
        string failpoint, int orders)
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        var id = await ProposeAsync(ann, sku, $"Killed at {failpoint}.");
        await shop.ArmAsync(failpoint);
        await Assert.ThrowsAsync<HttpRequestException>(() => shop.ApproveAsync(ann, id));
        Assert.Equal(orders, (await shop.OrdersOfAsync(ann.UserId)).Count);
        await shop.RestartGatewayAsync();
        (await shop.ApproveAsync(ann, id)).Answered("success");
        var (order, _) = Assert.Single(await shop.OrdersOfAsync(ann.UserId));
        await shop.BalancedAsync(order);
        Assert.Equal(3998, await shop.LedgerOfAsync(ann.UserId));
    }

    [Fact]
    public async Task AgentService_takes_plain_words_and_approvals_too()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        shop.Model.Script("By gRPC.", Calls(Order(user, sku)));
        var agent = new AgentService.AgentServiceClient(await shop.InvokerAsync("cli", AgentNames.Gateway));
        var asked = await agent.ProcessTaskAsync(new() { TaskId = "t-1", Input = "By gRPC." });
        Assert.Equal(("t-1", Status.InputRequired, "39.98"), (asked.TaskId, asked.Status, asked.Approval.Amount));
        Assert.Equal(Status.Success, (await agent.ProcessTaskAsync(new() { Approval = asked.Approval.Id })).Status);
        Assert.Single(await shop.OrdersOfAsync(user));

        var streamed = agent.StreamProcess(new() { Input = "By gRPC." }).ResponseStream;
        Assert.True(await streamed.MoveNext(TestContext.Current.CancellationToken));
        Assert.True(streamed.Current.IsFinal);
        Assert.Equal((asked.Approval.Arguments, "39.98"), (streamed.Current.Approval.Arguments, streamed.Current.Approval.Amount));
    }

    [Fact]
    public async Task The_command_line_shows_the_call_and_without_a_terminal_waits_for_its_approval()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        shop.Model.Script("At the command line.", Calls(("get_product", $$"""{"sku": "{{sku}}"}""")), Calls(Order(user, sku)));
        var (code, output) = await CommandRun.OfAsync("ask", "At the command line.", "--data-dir", shop.DataFolder);
        Assert.True(code == 4, output);
        Assert.Contains("create_order of 39.98 USD", output, StringComparison.Ordinal);
        Assert.Contains($"get_product {{\"sku\":\"{sku}\"}}", output, StringComparison.Ordinal);
        Assert.Empty(await shop.OrdersOfAsync(user));

        var id = output.Split("--approve ")[1].Split('\n')[0].Trim();
        (code, output) = await CommandRun.OfAsync("ask", "--approve", id, "--data-dir", shop.DataFolder);
        Assert.True(code == 0, output);
        Assert.Single(await shop.OrdersOfAsync(user));
    }

    [Fact]
    public async Task Turns_and_tools_are_reported_as_OpenTelemetry_has_it_and_no_text_of_theirs()
    {
        var ann = await SignedIn.CreateAsync(shop);
        await shop.AskAsync(ann, "What is there?", Calls(("list_products", "{}")), Says("Widgets."));
        await Eventually.HoldsAsync(
            () => shop.Telemetry.Spans.Any(span => span.Name == $"chat {Name}")
                && shop.Telemetry.Spans.Any(span => span.Name == "execute_tool list_products"),
            "the spans are there");
        Assert.DoesNotContain(Key, shop.LogOf(AgentNames.Gateway), StringComparison.Ordinal);
    }

    private static IEnumerable<string> ToolsOf(JsonNode request) =>
        request["tools"]!.AsArray().Select(tool => (string)tool!["function"]!["name"]!);

    private async Task<string> ProposeAsync(SignedIn user, string sku, string words) =>
        (string)(await shop.AskAsync(user, words, Calls(Order(user.UserId, sku)))).Answered("input_required")["approval"]!["id"]!;
}
