using A2A;
using A2A.Errors;
using A2A.Server;
using A2A.V1;
using Ecommerce.SystemTests.Attacks;
using Ecommerce.Testing;
using static Ecommerce.SystemTests.Assistants.AskedTasks;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.SystemTests.Assistants;

/// <summary>Questions and approvals over Agent2Agent whose gateway is killed, or loses an answer.</summary>
[Collection<QuietShopCollection>]
public sealed class AssistantOutageTests(QuietShop shop)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    [Trait("Form", "long")]
    public async Task An_order_whose_gateway_is_killed_while_its_buyer_confirms_is_the_result_as_it_was_told()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var (asked, approval) = await shop.ProposeAsync(client, ann, sku, method: "test_requires_action");
        var waits = (await client.SendMessageAsync(Answered(asked, IdOf(approval)), None)).Task;
        Assert.Equal(TaskState.AuthRequired, waits.Status.State);
        await shop.RestartGatewayAsync();

        await ShopTaskTests.FinishAsync(shop, ann);
        await shop.AbandonAsync();
        var ended = await EventuallyAsync(client, asked.Id, state => state != TaskState.AuthRequired);
        Assert.Equal(TaskState.Completed, ended.Status.State);
        Assert.Contains("look for its outcome", ended.Status.Message.Parts[0].Text, StringComparison.Ordinal);
        var told = DataOf(Assert.Single(ended.Artifacts).Parts[0]);
        Assert.Equal("pending", told.Fields["status"].StringValue);
        Assert.Equal(told.Fields["order_id"].StringValue, Assert.Single(await shop.OrdersOfAsync(ann.UserId)).OrderId);
        await Eventually.HoldsAsync(
            async () => await shop.LedgerOfAsync(ann.UserId) == 3998, () => "the order that was told is paid, once");
    }

    [Fact]
    public async Task What_is_declined_is_not_there_to_approve_though_the_gateway_is_killed_before_the_task_says_so()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var (asked, approval) = await shop.ProposeAsync(client, ann, sku);
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
        var asked = await shop.LoseAsync(client, ann, sku, "gateway.after_approved");
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
        var asked = await shop.LoseAsync(client, ann, sku, "gateway.after_approved");
        var id = IdOf(ApprovalOf(asked));
        await shop.ExecuteAsync("gateway", "DELETE FROM proposals WHERE proposal_id = $1", Convert.FromHexString(id));

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
        var asked = await shop.LoseAsync(client, ann, sku, "gateway.before_approved");
        var id = IdOf(ApprovalOf(asked));
        await shop.ExecuteAsync(database, hinder, sku, ann.UserId);

        var refused = (await client.SendMessageAsync(Answered(asked, id), None)).Task;
        Assert.True(refused.Status.State == TaskState.InputRequired, $"{refused}");
        Assert.Equal(id, IdOf(ApprovalOf(refused)));
        await shop.ExecuteAsync(database, mend, sku, ann.UserId);
        Assert.Equal(TaskState.Completed, (await client.SendMessageAsync(Answered(asked, id), None)).Task.Status.State);
        Assert.Single(await shop.OrdersOfAsync(ann.UserId));
    }

    [Fact]
    public async Task A_question_whose_gateway_is_killed_fails_and_an_approval_that_was_asked_for_is_there_after_it()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var (asked, approval) = await shop.ProposeAsync(client, ann, sku);
        var begun = await shop.HangAsync(client, "Will this be answered?");
        await shop.RestartGatewayAsync();

        await shop.AbandonAsync();
        Assert.Equal(TaskState.Failed, (await EventuallyAsync(client, begun.Id, state => state.IsTerminal())).Status.State);
        Assert.Equal(TaskState.Completed, (await client.SendMessageAsync(Answered(asked, IdOf(approval)), None)).Task.Status.State);
        Assert.Single(await shop.OrdersOfAsync(ann.UserId));
    }

    [Theory]
    [InlineData("gateway.before_approved", 0, Traits = ["Form", "long"])]
    [InlineData("gateway.after_approved", 1)]
    public async Task An_approval_that_a_killed_gateway_took_is_asked_for_again_and_has_one_effect(string failpoint, int orders)
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        var (asked, approval) = await shop.ProposeAsync(client, ann, sku);
        await shop.ArmAsync(failpoint);
        await Assert.ThrowsAsync<A2AException>(() => client.SendMessageAsync(Answered(asked, IdOf(approval)), None));
        Assert.Equal(orders, (await shop.OrdersOfAsync(ann.UserId)).Count);
        await shop.RestartGatewayAsync();

        await shop.AbandonAsync();
        var again = await EventuallyAsync(client, asked.Id, state => state == TaskState.InputRequired);
        Assert.Equal(approval, ApprovalOf(again));
        Assert.Equal(TaskState.Completed, (await client.SendMessageAsync(Answered(asked, IdOf(approval)), None)).Task.Status.State);
        var (order, _) = Assert.Single(await shop.OrdersOfAsync(ann.UserId));
        await shop.BalancedAsync(order);
        Assert.Equal(3998, await shop.LedgerOfAsync(ann.UserId));
    }
}
