using System.Net;
using A2A;
using A2A.Client;
using A2A.Errors;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.Testing;
using Google.Protobuf.WellKnownTypes;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.SystemTests;

/// <summary>The Agent2Agent protocol of the whole shop, at the gateway's public port.</summary>
public sealed class ShopTaskTests(ShopFixture shop)
{
    // Of the gateway's own.
    private static readonly string NoTask = $"gateway.{new string('0', 32)}";

    private static readonly CancellationToken None = CancellationToken.None;

    private Uri Door => DoorOf(shop);

    [Fact]
    public async Task The_card_has_the_skills_of_all_agents_that_its_caller_may_see()
    {
        using var anyone = await ConnectAsync(user: null);
        using var user = await ConnectAsync(await SignedIn.CreateAsync(shop));

        Assert.Superset(new HashSet<string> { "get_product", "list_products", "health" }, SkillsOf(anyone.Card));
        Assert.Superset(new HashSet<string> { "create_order", "watch_order", "get_payment", "get_user" }, SkillsOf(user.Card));
        Assert.Empty(SkillsOf(anyone.Card).Intersect(["create_order", "get_user", "route", "read_audit"]));
        Assert.Empty(SkillsOf(user.Card).Intersect(["route", "authenticate", "reserve_items", "read_audit", "list_checkouts"]));
        Assert.Equal([A2AProtocol.JsonRpc, A2AProtocol.HttpJson], user.Card.SupportedInterfaces.Select(way => way.ProtocolBinding));
        Assert.All(user.Card.SupportedInterfaces, way => Assert.Equal(new Uri(Door, "/a2a"), new Uri(way.Url)));
        Assert.Equal("Bearer", Assert.Single(user.Card.SecuritySchemes).Value.HttpAuthSecurityScheme.Scheme);
        Assert.Equal(SkillsOf(user.Card), SkillsOf(await user.GetExtendedAgentCardAsync(None)));
        Assert.Single(user.Card.Signatures);

        using var http = HttpOf(user: null);
        using var answer = await http.GetAsync(new Uri(Door, A2AProtocol.CardPath), None);
        Assert.True(answer.Headers.CacheControl!.Private);
        Assert.Contains("Authorization", answer.Headers.Vary);
    }

    [Theory]
    [InlineData(A2AProtocol.JsonRpc)]
    [InlineData(A2AProtocol.HttpJson)]
    public async Task An_order_is_a_task_that_goes_on_when_the_buyer_has_confirmed_its_payment(string binding)
    {
        var ann = await SignedIn.CreateAsync(shop);
        using var client = await ConnectAsync(ann, binding);
        List<StreamResponse> told = [];
        await foreach (var item in client.SendStreamingMessageAsync(await OrderAsync(ann, "test_requires_action"), None))
        {
            told.Add(item);
            if (item.StatusUpdate?.Status.State == TaskState.AuthRequired)
            {
                await FinishAsync(shop, ann);
            }
        }

        var id = told[0].Task.Id;
        Assert.StartsWith("order.", id, StringComparison.Ordinal);
        Assert.Contains(told, item => item.StatusUpdate?.Status.State == TaskState.AuthRequired);
        Assert.Equal(TaskState.Completed, told[^1].StatusUpdate.Status.State);
        var task = await client.GetTaskAsync(new() { Id = id }, None);
        Assert.Equal("confirmed", task.Artifacts[0].Parts[0].Data.StructValue.Fields["status"].StringValue);
        Assert.Equal(A2AError.TaskNotCancelable, (await RefusedAsync(() => client.CancelTaskAsync(new() { Id = id }, None))).Error);
    }

    [Fact]
    public async Task Cancelling_an_orders_task_cancels_the_order_and_nobody_else_finds_it()
    {
        var (ann, bob) = (await SignedIn.CreateAsync(shop), await SignedIn.CreateAsync(shop));
        using var client = await ConnectAsync(ann);
        using var other = await ConnectAsync(bob, A2AProtocol.HttpJson);
        var request = await OrderAsync(ann, "test_requires_action");
        request.Configuration = new() { ReturnImmediately = true };
        var task = (await client.SendMessageAsync(request, None)).Task;
        Assert.Equal(task.Id, (await client.SendMessageAsync(request, None)).Task.Id);

        var noTask = $"order.{new string('0', 32)}";
        foreach (var ask in new Func<string, Task>[]
        {
            id => other.GetTaskAsync(new() { Id = id }, None),
            id => other.CancelTaskAsync(new() { Id = id }, None),
            id => AllAsync(other.SubscribeToTaskAsync(new() { Id = id }, None)),
        })
        {
            var (theirs, none) = (await RefusedAsync(() => ask(task.Id)), await RefusedAsync(() => ask(noTask)));
            Assert.Equal((A2AError.TaskNotFound, none.Message), (theirs.Error, theirs.Message));
        }

        Assert.Empty((await other.ListTasksAsync(new() { ContextId = task.ContextId }, None)).Tasks);
        Assert.Equal(TaskState.Canceled, (await client.CancelTaskAsync(new() { Id = task.Id }, None)).Status.State);
        Assert.Equal(TaskState.Canceled, (await client.GetTaskAsync(new() { Id = task.Id }, None)).Status.State);
        var (orderId, _) = Assert.Single(await shop.OrdersOfAsync(ann.UserId));
        await shop.BalancedAsync(orderId);
    }

    [Fact]
    public async Task A_users_tasks_are_one_list_whichever_agent_has_them()
    {
        var ann = await SignedIn.CreateAsync(shop);
        using var client = await ConnectAsync(ann);
        List<string> begun = [];
        for (var i = 0; i < 2; i++)
        {
            begun.Add((await client.SendMessageAsync(Ask("list_products", """{"page_size": 1}"""), None)).Task.Id);
            begun.Add((await client.SendMessageAsync(await OrderAsync(ann, "credit_card"), None)).Task.Id);
        }

        List<string> seen = [];
        var request = new ListTasksRequest { PageSize = 1 };
        do
        {
            var page = await client.ListTasksAsync(request, None);
            Assert.Equal(4, page.TotalSize);
            seen.Add(Assert.Single(page.Tasks).Id);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(begun.AsEnumerable().Reverse(), seen);
        Assert.Equal(["gateway", "order", "gateway", "order"], begun.Select(id => id.Split('.')[0]));
    }

    [Fact]
    public async Task Words_alone_are_answered_with_the_skills_and_go_on_with_one()
    {
        using var client = await ConnectAsync(await SignedIn.CreateAsync(shop));
        var asked = (await client.SendMessageAsync(Ask(skill: null, "What can you do?"), None)).Task;

        Assert.Equal(TaskState.InputRequired, asked.Status.State);
        Assert.Contains("get_product", asked.Status.Message.Parts[0].Text, StringComparison.Ordinal);
        var named = Ask("get_product", """{"sku": "WIDGET-001"}""");
        named.Message.TaskId = asked.Id;
        var answered = (await client.SendMessageAsync(named, None)).Task;
        Assert.Equal((asked.Id, TaskState.Completed), (answered.Id, answered.Status.State));
    }

    [Fact]
    public async Task Words_alone_are_told_which_skills_begin_a_task_of_their_own_and_their_task_can_be_cancelled_then()
    {
        var ann = await SignedIn.CreateAsync(shop);
        using var client = await ConnectAsync(ann);
        var asked = (await client.SendMessageAsync(Ask(skill: null, "An order, please."), None)).Task;
        var (here, elsewhere) = asked.Status.Message.Parts[0].Text.Split(" In a message without this task") is [var first, var second]
            ? (first, second) : ("", "");
        Assert.Contains("get_order", here, StringComparison.Ordinal);
        Assert.DoesNotContain("create_order", here, StringComparison.Ordinal);
        Assert.Contains("create_order", elsewhere, StringComparison.Ordinal);

        var order = await OrderAsync(ann, "credit_card");
        order.Message.TaskId = asked.Id;
        var refused = await RefusedAsync(() => client.SendMessageAsync(order, None));
        Assert.Equal(A2AError.UnsupportedOperation, refused.Error);
        Assert.Contains("without a task", refused.Message, StringComparison.Ordinal);
        order.Message.TaskId = "";
        Assert.Equal(TaskState.Completed, (await client.SendMessageAsync(order, None)).Task.Status.State);
        Assert.Equal(TaskState.Canceled, (await client.CancelTaskAsync(new() { Id = asked.Id }, None)).Status.State);
    }

    [Fact]
    public async Task Nobody_in_particular_has_tasks_and_nobody_is_told_more_than_that()
    {
        using var anyone = await ConnectAsync(user: null);
        foreach (var skill in new[] { "get_product", "create_order", "route", "no_such_skill", null })
        {
            var refused = await RefusedAsync(() => anyone.SendMessageAsync(Ask(skill, """{"sku": "WIDGET-001"}"""), None));
            Assert.Equal(A2AError.Unauthenticated, refused.Error);
        }

        Assert.Equal(A2AError.Unauthenticated, (await RefusedAsync(() => anyone.ListTasksAsync(new(), None))).Error);
        Assert.Equal(A2AError.Unauthenticated, (await RefusedAsync(() => anyone.GetTaskAsync(new() { Id = "order.1" }, None))).Error);
        using var user = await ConnectAsync(await SignedIn.CreateAsync(shop));
        var (hidden, none) = (
            await RefusedAsync(() => user.SendMessageAsync(Ask("adjust_stock", "{}"), None)),
            await RefusedAsync(() => user.SendMessageAsync(Ask("no_such_skill", "{}"), None)));
        Assert.Equal((A2AError.PermissionDenied, none.Message), (hidden.Error, hidden.Message));
    }

    [Theory]
    [InlineData(A2AProtocol.JsonRpc)]
    [InlineData(A2AProtocol.Grpc)]
    public async Task Who_has_been_signed_out_has_no_tasks_any_more(string binding)
    {
        var ann = await SignedIn.CreateAsync(shop);
        using var client = await ConnectAsync(ann, binding);
        Assert.Empty((await client.ListTasksAsync(new(), None)).Tasks);
        await ann.SignOutAsync(shop);
        var push = new TaskPushNotificationConfig { TaskId = NoTask, Url = "https://hooks.example/told" };
        foreach (var ask in new Func<Task>[]
        {
            () => client.GetTaskAsync(new() { Id = NoTask }, None),
            () => AllAsync(client.SubscribeToTaskAsync(new() { Id = NoTask }, None)),
            () => client.CreateTaskPushNotificationConfigAsync(push, None),
            () => client.SendMessageAsync(Ask(skill: null, "What can you do?"), None),
            () => client.SendMessageAsync(Ask("list_products", "{}"), None),
        })
        {
            Assert.Equal(A2AError.Unauthenticated, (await RefusedAsync(ask)).Error);
        }

        Assert.Equal(0, await shop.CountAsync(
            "gateway", "SELECT count(*) FROM a2a_tasks WHERE user_id = $1", Guid.Parse(ann.UserId)));
    }

    private static HashSet<string> SkillsOf(AgentCard card) => [.. card.Skills.Select(skill => skill.Id)];

    private static async Task AllAsync(IAsyncEnumerable<StreamResponse> events)
    {
        await foreach (var _ in events)
        {
        }
    }

    internal static Task<A2AException> RefusedAsync(Func<Task> ask) => Assert.ThrowsAsync<A2AException>(ask);

    private static SendMessageRequest Ask(string? skill, string text)
    {
        var message = new Message
        {
            MessageId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(),
            Role = Role.User,
            Parts =
            {
                skill is null ? new Part { Text = text }
                    : new Part { Data = Value.ForStruct(Google.Protobuf.JsonParser.Default.Parse<Struct>(text)) },
            },
        };
        if (skill is not null)
        {
            message.Metadata = new() { Fields = { ["skillId"] = Value.ForString(skill) } };
        }

        return new() { Message = message };
    }

    private async Task<SendMessageRequest> OrderAsync(SignedIn user, string method) =>
        Ask("create_order", Rest.OrderOf(user.UserId, await shop.NewProductAsync(1999, 10), method: method));

    /// <summary>The buyer confirms with the bank.</summary>
    internal static async Task FinishAsync(ShopFixture shop, SignedIn user)
    {
        await using var payments = shop.Owner("payments").CreateCommand("SELECT transaction_id FROM payments WHERE user_id = $1");
        payments.Parameters.Add(new() { Value = Guid.Parse(user.UserId) });
        await using var finish = shop.Owner("sandbox").CreateCommand("SELECT finish_action($1, true)");
        finish.Parameters.Add(new() { Value = (Guid)(await payments.ExecuteScalarAsync())! });
        await finish.ExecuteNonQueryAsync();
    }

    /// <summary>A client of a user: at the public port, and for gRPC by mutual TLS with the user's token beside the SVID.</summary>
    internal static async Task<A2AClient> ConnectAsync(ShopFixture shop, SignedIn? user, string binding)
    {
        if (binding != A2AProtocol.Grpc)
        {
            return await A2AClient.ConnectAsync(DoorOf(shop), new() { Http = HttpOf(user), Bindings = [binding] }, None);
        }

        return await AgentTaskTests.ConnectAsync(shop, AgentNames.Gateway, binding, "cli", user?.Bearer);
    }

    private static Uri DoorOf(ShopFixture shop) => new($"http://localhost:{shop.Public.BaseAddress!.Port}");

    private Task<A2AClient> ConnectAsync(SignedIn? user, string binding = A2AProtocol.JsonRpc) => ConnectAsync(shop, user, binding);

    private static HttpClient HttpOf(SignedIn? user)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { DefaultRequestVersion = HttpVersion.Version11 };
        if (user is not null)
        {
            http.DefaultRequestHeaders.Add(user.Bearer.Name, user.Bearer.Value);
        }

        return http;
    }
}
