using A2A;
using A2A.Errors;
using A2A.Server;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.SystemTests.Attacks;
using Ecommerce.Testing;
using static Ecommerce.SystemTests.Assistants.AskedTasks;
using static Ecommerce.SystemTests.Assistants.ScriptedModel;
using AgentTask = A2A.V1.Task;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.SystemTests.Assistants;

/// <summary>What has to be approved over Agent2Agent: the task asks for it, and its owner alone gives it, once.</summary>
[Collection<QuietShopCollection>]
public sealed class AssistantApprovalTests(QuietShop shop)
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<string> Bindings => AgentTaskTests.Bindings;

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task An_order_waits_for_its_approval_and_is_placed_once_by_a_message_that_gives_it(string binding)
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, binding);
        var (asked, approval) = await shop.ProposeAsync(client, ann, sku);

        Assert.Equal("create_order", approval.Fields["capability"].StringValue);
        Assert.Equal(("39.98", "USD"), (approval.Fields["amount"].StringValue, approval.Fields["currency"].StringValue));
        Assert.Contains(sku, approval.Fields["arguments"].StringValue, StringComparison.Ordinal);
        await shop.NothingChangedAsync(ann.UserId, sku, 10);

        var told = await AllAsync(client.SendStreamingMessageAsync(Answered(asked, IdOf(approval)), None));
        Assert.Equal(TaskState.Completed, told[^1].StatusUpdate.Status.State);
        var task = await client.GetTaskAsync(new() { Id = asked.Id }, None);
        Assert.Equal("confirmed", DataOf(Assert.Single(task.Artifacts).Parts[0]).Fields["status"].StringValue);
        Assert.Equal("create_order", task.Metadata.Fields["skillId"].StringValue);
        Assert.Equal(2, task.History.Count(said => said.Role == Role.User));

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
        var (asked, approval) = await shop.ProposeAsync(client, ann, sku, method: "test_requires_action");

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
    public async Task An_order_whose_buyer_confirms_after_the_approvals_session_has_ended_ends_as_it_was_told()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var (asked, approval) = await shop.ProposeAsync(client, ann, sku, method: "test_requires_action");
        List<StreamResponse> told = [];
        await foreach (var item in client.SendStreamingMessageAsync(Answered(asked, IdOf(approval)), None))
        {
            told.Add(item);
            if (item.StatusUpdate?.Status.State == TaskState.AuthRequired)
            {
                await ann.SignOutAsync(shop);
                await ShopTaskTests.FinishAsync(shop, ann);
            }
        }

        Assert.Equal(TaskState.Completed, told[^1].StatusUpdate.Status.State);
        var order = DataOf(Assert.Single(told, item => item.ArtifactUpdate is not null).ArtifactUpdate.Artifact.Parts[0]);
        Assert.Equal("confirmed", order.Fields["status"].StringValue);
        Assert.Equal(order.Fields["order_id"].StringValue, Assert.Single(await shop.OrdersOfAsync(ann.UserId)).OrderId);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task An_order_whose_buyer_confirms_after_the_approvals_proof_has_expired_ends_as_it_was_told()
    {
        var (user, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        var proof = await (await shop.ProofOfAsync("cli")).FetchAsync(ShopFixture.IdOf(AgentNames.User), None);
        using var client = await AgentTaskTests.ConnectAsync(
            shop, AgentNames.Gateway, A2AProtocol.Grpc, "cli", (CallTokens.ActorHeader, proof.Token));
        var (asked, approval) = await shop.ProposeAsync(client, user, sku, method: "test_requires_action");
        var waits = (await client.SendMessageAsync(Answered(asked, IdOf(approval)), None)).Task;
        Assert.Equal(TaskState.AuthRequired, waits.Status.State);

        var left = proof.NotAfter - TimeProvider.System.GetUtcNow();
        await Task.Delay(left + TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        await ShopTaskTests.FinishAsync(shop, user);
        var ended = await EventuallyAsync(
            client, asked.Id, state => state is not (TaskState.AuthRequired or TaskState.Working));
        Assert.Equal(TaskState.Completed, ended.Status.State);
        Assert.Equal("confirmed", DataOf(Assert.Single(ended.Artifacts).Parts[0]).Fields["status"].StringValue);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task An_order_that_is_still_being_cancelled_is_the_result_of_what_was_approved()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var (placed, approval) = await shop.ProposeAsync(client, ann, sku, method: "test_requires_action");
        await client.SendMessageAsync(Answered(placed, IdOf(approval)), None);
        var (order, _) = Assert.Single(await shop.OrdersOfAsync(ann.UserId));

        // Paid, and not confirmed as long as the stock is away: it is cancelled after that.
        await shop.StopAsync(AgentNames.Inventory);
        await ShopTaskTests.FinishAsync(shop, ann);
        await Eventually.HoldsAsync(
            async () => await shop.CountAsync(
                "orders", "SELECT count(*) FROM checkouts WHERE order_id = $1 AND phase = 'confirming'", Guid.Parse(order)) == 1,
            () => "the order is paid");
        const string Words = "Cancel it.";
        shop.Model.Script(Words, Calls(("cancel_order", $$"""{"order_id": "{{order}}"}""")));
        var asked = (await client.SendMessageAsync(Said(Words), None)).Task;
        var task = (await client.SendMessageAsync(Answered(asked, IdOf(ApprovalOf(asked))), None)).Task;
        await shop.StartAsync(AgentNames.Inventory);
        await shop.WaitUntilReadyAsync(AgentNames.Inventory);

        Assert.True(task.Status.State == TaskState.Completed, $"{task}");
        Assert.Equal("pending", DataOf(Assert.Single(task.Artifacts).Parts[0]).Fields["status"].StringValue);
        Assert.Contains("look for its outcome", task.Status.Message.Parts[0].Text, StringComparison.Ordinal);
        await Eventually.HoldsAsync(
            async () => Assert.Single(await shop.OrdersOfAsync(ann.UserId)).Status == "refunded", () => "the order is returned");
        await shop.BalancedAsync(order);
    }

    [Fact]
    public async Task Another_approval_in_its_place_or_another_amount_is_refused_and_the_task_waits_on()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.HttpJson);
        var (asked, approval) = await shop.ProposeAsync(client, ann, sku);
        var (_, dearer) = await shop.ProposeAsync(client, ann, sku, quantity: 5);

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
        var (asked, approval) = await shop.ProposeAsync(client, ann, sku);
        var (bobs, _) = await shop.ProposeAsync(others, bob, sku);
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
        var (asked, approval) = await shop.ProposeAsync(client, ann, sku);
        await shop.ExecuteAsync("gateway", change, Convert.FromHexString(IdOf(approval)));

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
        var (asked, approval) = await shop.ProposeAsync(client, ann, sku);
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
        var (asked, approval) = await shop.ProposeAsync(client, ann, sku);
        (await shop.ApproveAsync(ann, IdOf(approval))).Answered("success");

        await RefusedAsync(A2AError.TaskNotCancelable, () => client.CancelTaskAsync(new() { Id = asked.Id }, None));
        Assert.Equal(TaskState.Completed, (await client.SendMessageAsync(Answered(asked, IdOf(approval)), None)).Task.Status.State);
        Assert.Single(await shop.OrdersOfAsync(ann.UserId));
        Assert.Equal(3998, await shop.LedgerOfAsync(ann.UserId));
    }

    [Fact]
    public async Task Each_answer_to_a_task_is_decided_on_and_audited_whether_it_declines_or_is_a_repeat()
    {
        const string Row = "task.ask allow ok";
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var (declined, refused) = await shop.ProposeAsync(client, ann, sku);
        var (lost, approval) = await shop.ProposeAsync(client, ann, sku);
        await shop.ArmAsync("gateway.before_approved", "lose");
        var given = Answered(lost, IdOf(approval));
        Assert.Equal(TaskState.InputRequired, (await client.SendMessageAsync(given, None)).Task.Status.State);

        var taken = Answered(declined, IdOf(refused), isGiven: false);
        foreach (var (message, state) in new[]
        {
            (given, TaskState.InputRequired), (taken, TaskState.Canceled), (taken, TaskState.Canceled),
        })
        {
            var before = await shop.AuditedAsync(AgentNames.Gateway, Row);
            Assert.Equal(state, (await client.SendMessageAsync(message, None)).Task.Status.State);
            Assert.Equal(before + 1, await shop.AuditedAsync(AgentNames.Gateway, Row));
        }
    }

    private static async Task<List<StreamResponse>> AllAsync(IAsyncEnumerable<StreamResponse> events)
    {
        List<StreamResponse> told = [];
        await foreach (var item in events)
        {
            told.Add(item);
        }

        return told;
    }
}
