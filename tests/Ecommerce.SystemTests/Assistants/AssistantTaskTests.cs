using A2A;
using A2A.Client;
using A2A.Errors;
using A2A.Server;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.SystemTests.Attacks;
using Ecommerce.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using static Ecommerce.SystemTests.Assistants.Asking;
using static Ecommerce.SystemTests.Assistants.ScriptedModel;
using AgentTask = A2A.V1.Task;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.SystemTests.Assistants;

/// <summary>Plain words over Agent2Agent: the answer is the task's artifact, and what has to be approved is asked for.</summary>
[Collection<QuietShopCollection>]
public sealed class AssistantTaskTests(QuietShop shop)
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<string> Bindings => AgentTaskTests.Bindings;

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task The_models_answer_is_the_artifact_and_each_call_a_status_update(string binding)
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, binding);
        var words = $"What is {sku} by {binding}?";
        var isFollowed = new TaskCompletionSource();
        shop.Model.Script(
            words, After(isFollowed.Task, Calls(("get_product", $$"""{"sku": "{{sku}}"}"""))), Says("It costs 19.99 USD."));

        List<StreamResponse> told = [];
        await foreach (var item in client.SendStreamingMessageAsync(Said(words), None))
        {
            told.Add(item);
            isFollowed.TrySetResult();
        }

        Assert.Equal(TaskState.Working, told[0].Task.Status.State);
        Assert.Equal([TaskState.Working, TaskState.Completed], told.Where(IsStatus).Select(item => item.StatusUpdate.Status.State));
        var call = DataOf(told[1].StatusUpdate.Status.Message.Parts[1]).Fields["tool_call"].StructValue;
        Assert.Equal("get_product", call.Fields["tool_name"].StringValue);
        Assert.Contains("19.99", call.Fields["result"].StringValue, StringComparison.Ordinal);
        var task = await client.GetTaskAsync(new() { Id = told[0].Task.Id }, None);
        Assert.Equal("It costs 19.99 USD.", Assert.Single(Assert.Single(task.Artifacts).Parts).Text);
        Assert.StartsWith("gateway.", task.Id, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task An_order_waits_for_its_approval_and_is_placed_once_by_a_message_that_gives_it(string binding)
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, binding);
        var (asked, approval) = await ProposeAsync(client, ann, sku);

        Assert.Equal("create_order", approval.Fields["capability"].StringValue);
        Assert.Equal(("39.98", "USD"), (approval.Fields["amount"].StringValue, approval.Fields["currency"].StringValue));
        Assert.Contains(sku, approval.Fields["arguments"].StringValue, StringComparison.Ordinal);
        await shop.NothingChangedAsync(ann.UserId, sku, 10);

        var told = await AllAsync(client.SendStreamingMessageAsync(Answered(asked, IdOf(approval)), None));
        Assert.Equal(TaskState.Completed, told[^1].StatusUpdate.Status.State);
        var task = await client.GetTaskAsync(new() { Id = asked.Id }, None);
        Assert.Equal("confirmed", DataOf(Assert.Single(task.Artifacts).Parts[0]).Fields["status"].StringValue);
        Assert.Equal("create_order", task.Metadata.Fields["skillId"].StringValue);
        Assert.Equal(2, task.History.Count);

        await RefusedAsync(A2AError.UnsupportedOperation, () => client.SendMessageAsync(Answered(asked, IdOf(approval)), None));
        Assert.Single(await shop.OrdersOfAsync(ann.UserId));
        Assert.Equal(3998, await shop.LedgerOfAsync(ann.UserId));
    }

    [Theory]
    [InlineData(true, TaskState.Completed, "confirmed")]
    [InlineData(false, TaskState.Canceled, "cancelled")]
    public async Task An_order_whose_buyer_has_to_confirm_the_payment_says_where_and_goes_on_by_itself_or_is_cancelled(
        bool confirms, TaskState state, string status)
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var (asked, approval) = await ProposeAsync(client, ann, sku, method: "test_requires_action");

        var waits = (await client.SendMessageAsync(Answered(asked, IdOf(approval)), None)).Task.Status;
        Assert.Equal(TaskState.AuthRequired, waits.State);
        Assert.Contains("http", DataOf(waits.Message.Parts[1]).Fields["detail"].StringValue, StringComparison.Ordinal);
        await (confirms ? ShopTaskTests.FinishAsync(shop, ann) : client.CancelTaskAsync(new() { Id = asked.Id }, None));

        var ended = await EventuallyAsync(client, asked.Id, state => state.IsTerminal());
        Assert.Equal(state, ended.Status.State);
        Assert.Equal(status, DataOf(Assert.Single(ended.Artifacts).Parts[0]).Fields["status"].StringValue);
        var (order, _) = Assert.Single(await shop.OrdersOfAsync(ann.UserId));
        await shop.BalancedAsync(order);
    }

    [Fact]
    public async Task An_order_whose_buyer_confirms_while_the_gateway_is_away_is_found_by_approving_it_again()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var (asked, approval) = await ProposeAsync(client, ann, sku, method: "test_requires_action");
        var waits = (await client.SendMessageAsync(Answered(asked, IdOf(approval)), None)).Task;
        Assert.Equal(TaskState.AuthRequired, waits.Status.State);
        await shop.RestartGatewayAsync();

        await ShopTaskTests.FinishAsync(shop, ann);
        await AbandonAsync();
        var again = await EventuallyAsync(client, asked.Id, state => state == TaskState.InputRequired);
        Assert.Equal(approval, ApprovalOf(again));
        await client.SendMessageAsync(Answered(asked, IdOf(approval)), None);
        await EventuallyAsync(client, asked.Id, state => state == TaskState.Completed);
        Assert.Single(await shop.OrdersOfAsync(ann.UserId));
        Assert.Equal(3998, await shop.LedgerOfAsync(ann.UserId));
    }

    [Fact]
    public async Task A_question_goes_on_when_its_caller_has_left()
    {
        var ann = await SignedIn.CreateAsync(shop);
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        const string Words = "What do I tell later?";
        var hasLeft = new TaskCompletionSource();
        shop.Model.Script(Words, After(hasLeft.Task, Calls(("get_user", $$"""{"user_id": "{{ann.UserId}}"}"""))), Says("Your name."));
        var request = Said(Words);
        request.Configuration = new() { ReturnImmediately = true };
        var begun = (await client.SendMessageAsync(request, None)).Task;
        hasLeft.SetResult();

        var task = await EventuallyAsync(client, begun.Id, state => state.IsTerminal());
        Assert.Equal("Your name.", task.Artifacts[0].Parts[0].Text);
        Assert.Equal(task.Id, (await client.SendMessageAsync(request, None)).Task.Id);
    }

    [Fact]
    public async Task Another_approval_in_its_place_or_another_amount_is_refused_and_the_task_waits_on()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.HttpJson);
        var (asked, approval) = await ProposeAsync(client, ann, sku);
        var (_, dearer) = await ProposeAsync(client, ann, sku, quantity: 5);

        var swapped = await RefusedAsync(A2AError.TaskNotFound, () => client.SendMessageAsync(Answered(asked, IdOf(dearer)), None));
        var none = await RefusedAsync(
            A2AError.TaskNotFound, () => client.SendMessageAsync(Answered(asked, new string('0', 64)), None));
        Assert.Equal(none.Message, swapped.Message);
        foreach (var data in new[]
        {
            $$"""{"approval": "{{IdOf(approval)}}", "approve": true, "amount": "0.01"}""", $$"""{"approval": "{{IdOf(approval)}}"}""",
            $$"""{"approval": "{{IdOf(approval)}}", "approve": "yes"}""", """{"approval": {"id": "1"}, "approve": true}""",
        })
        {
            await RefusedAsync(A2AError.InvalidParams, () => client.SendMessageAsync(Answered(asked, JsonOf(data)), None));
        }

        var alone = Answered(asked, IdOf(approval));
        alone.Message.TaskId = "";
        await RefusedAsync(A2AError.InvalidParams, () => client.SendMessageAsync(alone, None));
        var words = Said("Yes, do it.");
        words.Message.TaskId = asked.Id;
        await RefusedAsync(A2AError.InvalidParams, () => client.SendMessageAsync(words, None));
        await shop.NothingChangedAsync(ann.UserId, sku, 10);
        Assert.Equal(TaskState.InputRequired, (await client.GetTaskAsync(new() { Id = asked.Id }, None)).Status.State);
    }

    [Fact]
    public async Task Anothers_task_and_approval_are_not_there()
    {
        var (ann, bob, sku) = (
            await SignedIn.CreateAsync(shop), await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        using var others = await ShopTaskTests.ConnectAsync(shop, bob, A2AProtocol.JsonRpc);
        using var sameUser = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.Grpc); // by a client, which is another actor
        var (asked, approval) = await ProposeAsync(client, ann, sku);
        var (bobs, _) = await ProposeAsync(others, bob, sku);
        var noTask = new AgentTask { Id = $"gateway.{new string('0', 32)}", ContextId = asked.ContextId };
        foreach (var other in new[] { others, sameUser })
        {
            var theirs = await RefusedAsync(A2AError.TaskNotFound, () => other.SendMessageAsync(Answered(asked, IdOf(approval)), None));
            var none = await RefusedAsync(A2AError.TaskNotFound, () => other.SendMessageAsync(Answered(noTask, IdOf(approval)), None));
            Assert.Equal(none.Message, theirs.Message);
        }

        await RefusedAsync(A2AError.TaskNotFound, () => others.SendMessageAsync(Answered(bobs, IdOf(approval)), None));
        await shop.NothingChangedAsync(ann.UserId, sku, 10);
        Assert.Equal(TaskState.Completed, (await client.SendMessageAsync(Answered(asked, IdOf(approval)), None)).Task.Status.State);
    }

    [Theory]
    [InlineData("UPDATE proposals SET amount = '0.01' WHERE proposal_id = $1")]
    [InlineData("UPDATE proposals SET expires_at = expires_at - interval '1 hour' WHERE proposal_id = $1")]
    [InlineData("DELETE FROM proposals WHERE proposal_id = $1")]
    public async Task What_was_changed_or_has_expired_rejects_its_task(string change)
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var (asked, approval) = await ProposeAsync(client, ann, sku);
        await ExecuteAsync("gateway", change, Convert.FromHexString(IdOf(approval)));

        var task = (await client.SendMessageAsync(Answered(asked, IdOf(approval)), None)).Task;
        Assert.Equal(TaskState.Rejected, task.Status.State);
        Assert.Equal("not_found", DataOf(task.Status.Message.Parts[1]).Fields["code"].StringValue);
        await shop.NothingChangedAsync(ann.UserId, sku, 10);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_declined_or_cancelled_is_not_there_to_approve(bool declines)
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var (asked, approval) = await ProposeAsync(client, ann, sku);
        var task = declines
            ? (await client.SendMessageAsync(Answered(asked, IdOf(approval), isGiven: false), None)).Task
            : await client.CancelTaskAsync(new() { Id = asked.Id }, None);

        Assert.Equal(TaskState.Canceled, task.Status.State);
        (await shop.ApproveAsync(ann, IdOf(approval))).Problem(404, "not_found");
        await shop.NothingChangedAsync(ann.UserId, sku, 10);
    }

    [Fact]
    public async Task What_was_approved_at_another_door_is_neither_cancelled_nor_done_twice()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var (asked, approval) = await ProposeAsync(client, ann, sku);
        (await shop.ApproveAsync(ann, IdOf(approval))).Answered("success");

        await RefusedAsync(A2AError.TaskNotCancelable, () => client.CancelTaskAsync(new() { Id = asked.Id }, None));
        Assert.Equal(TaskState.Completed, (await client.SendMessageAsync(Answered(asked, IdOf(approval)), None)).Task.Status.State);
        Assert.Single(await shop.OrdersOfAsync(ann.UserId));
        Assert.Equal(3998, await shop.LedgerOfAsync(ann.UserId));
    }

    [Fact]
    public async Task What_is_declined_is_not_there_to_approve_though_the_gateway_is_killed_before_the_task_says_so()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var (asked, approval) = await ProposeAsync(client, ann, sku);
        await shop.ArmAsync("gateway.after_withdrawn");
        var declined = Answered(asked, IdOf(approval), isGiven: false);
        await Assert.ThrowsAsync<A2AException>(() => client.SendMessageAsync(declined, None));
        await shop.RestartGatewayAsync();

        Assert.Equal(TaskState.InputRequired, (await client.GetTaskAsync(new() { Id = asked.Id }, None)).Status.State);
        (await shop.ApproveAsync(ann, IdOf(approval))).Problem(404, "not_found");
        Assert.Equal(TaskState.Canceled, (await client.SendMessageAsync(declined, None)).Task.Status.State);
        await shop.NothingChangedAsync(ann.UserId, sku, 10);
    }

    [Fact]
    public async Task What_was_approved_and_may_be_done_is_neither_declined_nor_cancelled_and_ends_with_its_outcome()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var asked = await LoseAsync(client, ann, sku, "gateway.after_approved");
        var id = IdOf(ApprovalOf(asked));

        await RefusedAsync(
            A2AError.TaskNotCancelable, () => client.SendMessageAsync(Answered(asked, id, isGiven: false), None));
        await RefusedAsync(A2AError.TaskNotCancelable, () => client.CancelTaskAsync(new() { Id = asked.Id }, None));
        Assert.Equal(TaskState.Completed, (await client.SendMessageAsync(Answered(asked, id), None)).Task.Status.State);
        Assert.Single(await shop.OrdersOfAsync(ann.UserId));
        Assert.Equal(3998, await shop.LedgerOfAsync(ann.UserId));
    }

    [Fact]
    public async Task What_may_be_done_and_cannot_be_approved_again_has_failed_and_its_owner_is_told_to_look()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var asked = await LoseAsync(client, ann, sku, "gateway.after_approved");
        var id = IdOf(ApprovalOf(asked));
        await ExecuteAsync("gateway", "DELETE FROM proposals WHERE proposal_id = $1", Convert.FromHexString(id));

        await RefusedAsync(A2AError.TaskNotCancelable, () => client.CancelTaskAsync(new() { Id = asked.Id }, None));
        var task = (await client.SendMessageAsync(Answered(asked, id), None)).Task;
        Assert.Equal(TaskState.Failed, task.Status.State);
        Assert.Contains("may be done", task.Status.Message.Parts[0].Text, StringComparison.Ordinal);
        Assert.Single(await shop.OrdersOfAsync(ann.UserId));
    }

    [Theory]
    [InlineData("inventory", "UPDATE products SET sku = sku || '-2' WHERE sku = $1", "UPDATE products SET sku = $1 WHERE sku = $1 || '-2'")]
    [InlineData(
        "users", "UPDATE sessions SET expires_at = expires_at - interval '10 years' WHERE user_id = $2::uuid",
        "UPDATE sessions SET expires_at = expires_at + interval '10 years' WHERE user_id = $2::uuid")]
    public async Task What_refuses_a_repeat_of_an_approval_says_nothing_of_the_first_and_the_task_waits_on(
        string database, string hinder, string mend)
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var asked = await LoseAsync(client, ann, sku, "gateway.before_approved");
        var id = IdOf(ApprovalOf(asked));
        await ExecuteAsync(database, hinder, sku, ann.UserId);

        var refused = (await client.SendMessageAsync(Answered(asked, id), None)).Task;
        Assert.True(refused.Status.State == TaskState.InputRequired, $"{refused}");
        Assert.Equal(id, IdOf(ApprovalOf(refused)));
        await ExecuteAsync(database, mend, sku, ann.UserId);
        Assert.Equal(TaskState.Completed, (await client.SendMessageAsync(Answered(asked, id), None)).Task.Status.State);
        Assert.Single(await shop.OrdersOfAsync(ann.UserId));
    }

    [Fact]
    public async Task Each_answer_to_a_task_is_decided_on_and_audited_whether_it_declines_or_is_a_repeat()
    {
        const string Row = "task.ask allow ok";
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var (declined, refused) = await ProposeAsync(client, ann, sku);
        var (lost, approval) = await ProposeAsync(client, ann, sku);
        await shop.ArmAsync("gateway.before_approved", "lose");
        var given = Answered(lost, IdOf(approval));
        Assert.Equal(TaskState.InputRequired, (await client.SendMessageAsync(given, None)).Task.Status.State);

        foreach (var (message, state) in new[]
        {
            (given, TaskState.InputRequired), (Answered(declined, IdOf(refused), isGiven: false), TaskState.Canceled),
        })
        {
            var before = await shop.AuditedAsync(AgentNames.Gateway, Row);
            Assert.Equal(state, (await client.SendMessageAsync(message, None)).Task.Status.State);
            Assert.Equal(before + 1, await shop.AuditedAsync(AgentNames.Gateway, Row));
        }
    }

    [Fact]
    public async Task A_question_under_way_is_cancelled()
    {
        using var client = await ShopTaskTests.ConnectAsync(shop, await SignedIn.CreateAsync(shop), A2AProtocol.JsonRpc);
        var begun = await HangAsync(client, "Will this be cancelled?");
        Assert.Equal(TaskState.Canceled, (await client.CancelTaskAsync(new() { Id = begun.Id }, None)).Status.State);
    }

    [Fact]
    public async Task A_question_whose_gateway_is_killed_fails_and_an_approval_that_was_asked_for_is_there_after_it()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var (asked, approval) = await ProposeAsync(client, ann, sku);
        var begun = await HangAsync(client, "Will this be answered?");
        await shop.RestartGatewayAsync();

        await AbandonAsync();
        Assert.Equal(TaskState.Failed, (await EventuallyAsync(client, begun.Id, state => state.IsTerminal())).Status.State);
        Assert.Equal(TaskState.Completed, (await client.SendMessageAsync(Answered(asked, IdOf(approval)), None)).Task.Status.State);
        Assert.Single(await shop.OrdersOfAsync(ann.UserId));
    }

    [Theory]
    [InlineData("gateway.before_approved", 0)]
    [InlineData("gateway.after_approved", 1)]
    public async Task An_approval_that_a_killed_gateway_took_is_asked_for_again_and_has_one_effect(string failpoint, int orders)
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var (asked, approval) = await ProposeAsync(client, ann, sku);
        await shop.ArmAsync(failpoint);
        await Assert.ThrowsAsync<A2AException>(() => client.SendMessageAsync(Answered(asked, IdOf(approval)), None));
        Assert.Equal(orders, (await shop.OrdersOfAsync(ann.UserId)).Count);
        await shop.RestartGatewayAsync();

        await AbandonAsync();
        var again = await EventuallyAsync(client, asked.Id, state => state == TaskState.InputRequired);
        Assert.Equal(approval, ApprovalOf(again));
        Assert.Equal(TaskState.Completed, (await client.SendMessageAsync(Answered(asked, IdOf(approval)), None)).Task.Status.State);
        var (order, _) = Assert.Single(await shop.OrdersOfAsync(ann.UserId));
        await shop.BalancedAsync(order);
        Assert.Equal(3998, await shop.LedgerOfAsync(ann.UserId));
    }

    [Fact]
    public async Task Nobody_in_particular_asks_nothing_and_a_model_that_fails_fails_the_task()
    {
        using var anyone = await ShopTaskTests.ConnectAsync(shop, user: null, A2AProtocol.JsonRpc);
        await RefusedAsync(A2AError.Unauthenticated, () => anyone.SendMessageAsync(Said("Who am I?"), None));

        const string Words = "Is anybody there?";
        using var client = await ShopTaskTests.ConnectAsync(shop, await SignedIn.CreateAsync(shop), A2AProtocol.JsonRpc);
        shop.Model.Script(Words, Writes("""{"error": {"message": "down"}}""", 500));
        var task = (await client.SendMessageAsync(Said(Words), None)).Task;
        Assert.Equal(TaskState.Failed, task.Status.State);
        Assert.Equal("unavailable", DataOf(task.Status.Message.Parts[1]).Fields["code"].StringValue);
    }

    private static SendMessageRequest Said(string words) => Sent(new Part { Text = words });

    private static SendMessageRequest Answered(AgentTask task, string approval, bool isGiven = true) =>
        Answered(task, JsonOf($$"""{"approval": "{{approval}}", "approve": {{(isGiven ? "true" : "false")}}}"""));

    private static SendMessageRequest Answered(AgentTask task, Struct data)
    {
        var request = Sent(new Part { Data = Value.ForStruct(data) });
        (request.Message.TaskId, request.Message.ContextId) = (task.Id, task.ContextId);
        return request;
    }

    private static SendMessageRequest Sent(Part part) => new()
    {
        Message = new()
        {
            MessageId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(),
            Role = Role.User,
            Parts = { part },
        },
    };

    private static Struct JsonOf(string json) => JsonParser.Default.Parse<Struct>(json);

    private static Struct DataOf(Part part) => part.Data.StructValue;

    private static Struct ApprovalOf(AgentTask task) => DataOf(task.Status.Message.Parts[1]).Fields["approval"].StructValue;

    private static string IdOf(Struct approval) => approval.Fields["id"].StringValue;

    private static bool IsStatus(StreamResponse told) => told.StatusUpdate is not null;

    private static Turn After(Task before, Turn turn) => async context =>
    {
        await before.WaitAsync(context.RequestAborted);
        await turn(context);
    };

    private static async Task<List<StreamResponse>> AllAsync(IAsyncEnumerable<StreamResponse> events)
    {
        List<StreamResponse> told = [];
        await foreach (var item in events)
        {
            told.Add(item);
        }

        return told;
    }

    private static async Task<A2AException> RefusedAsync(A2AError error, Func<Task> ask)
    {
        var refused = await ShopTaskTests.RefusedAsync(ask);
        Assert.Equal(error, refused.Error);
        return refused;
    }

    private static async Task<AgentTask> EventuallyAsync(A2AClient client, string id, Func<TaskState, bool> holds)
    {
        AgentTask? task = null;
        await Eventually.HoldsAsync(
            async () => holds((task = await client.GetTaskAsync(new() { Id = id }, None)).Status.State),
            () => $"the task goes on, not {task}");
        return task!;
    }

    private async Task<(AgentTask Task, Struct Approval)> ProposeAsync(
        A2AClient client, SignedIn user, string sku, int quantity = 2, string method = "credit_card")
    {
        var words = $"{quantity} of {sku}, please, {Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}.";
        shop.Model.Script(words, Calls(Order(user.UserId, sku, quantity, method: method)));
        var task = (await client.SendMessageAsync(Said(words), None)).Task;
        Assert.Equal(TaskState.InputRequired, task.Status.State);
        return (task, ApprovalOf(task));
    }

    // A question that the model does not answer.
    private async Task<AgentTask> HangAsync(A2AClient client, string words)
    {
        shop.Model.Script(words, After(new TaskCompletionSource().Task, Says("Never.")));
        var request = Said(words);
        request.Configuration = new() { ReturnImmediately = true };
        return (await client.SendMessageAsync(request, None)).Task;
    }

    // Whoever works on tasks now has not said so for long.
    private Task AbandonAsync() =>
        ExecuteAsync("gateway", "UPDATE a2a_tasks SET held_until = '2020-01-01' WHERE held_until IS NOT NULL");

    // An order whose approval was lost at a failpoint, so that it is asked for again.
    private async Task<AgentTask> LoseAsync(A2AClient client, SignedIn user, string sku, string failpoint)
    {
        var (asked, approval) = await ProposeAsync(client, user, sku);
        await shop.ArmAsync(failpoint, "lose");
        var lost = (await client.SendMessageAsync(Answered(asked, IdOf(approval)), None)).Task;
        Assert.Equal(TaskState.InputRequired, lost.Status.State);
        Assert.Equal(approval, ApprovalOf(lost));
        return lost;
    }

    private async Task ExecuteAsync(string database, string sql, params object[] parameters)
    {
        await using var command = shop.Owner(database).CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        Assert.True(await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken) > 0);
    }
}
