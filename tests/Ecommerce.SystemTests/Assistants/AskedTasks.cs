using A2A.Client;
using A2A.Errors;
using A2A.V1;
using Ecommerce.SystemTests.Attacks;
using Ecommerce.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using static Ecommerce.SystemTests.Assistants.Asking;
using static Ecommerce.SystemTests.Assistants.ScriptedModel;
using AgentTask = A2A.V1.Task;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.SystemTests.Assistants;

/// <summary>Questions and approvals over Agent2Agent, and what becomes of them.</summary>
internal static class AskedTasks
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A question.</summary>
    public static SendMessageRequest Said(string words) => Sent(new Part { Text = words });

    /// <summary>The answer to a task that asks for an approval.</summary>
    public static SendMessageRequest Answered(AgentTask task, string approval, bool isGiven = true) =>
        Answered(task, JsonOf($$"""{"approval": "{{approval}}", "approve": {{(isGiven ? "true" : "false")}}}"""));

    /// <summary>Data for a task.</summary>
    public static SendMessageRequest Answered(AgentTask task, Struct data)
    {
        var request = Sent(new Part { Data = Value.ForStruct(data) });
        (request.Message.TaskId, request.Message.ContextId) = (task.Id, task.ContextId);
        return request;
    }

    /// <summary>JSON as data.</summary>
    public static Struct JsonOf(string json) => JsonParser.Default.Parse<Struct>(json);

    /// <summary>The data of a part.</summary>
    public static Struct DataOf(Part part) => part.Data.StructValue;

    /// <summary>The approval that a task asks for.</summary>
    public static Struct ApprovalOf(AgentTask task) => DataOf(task.Status.Message.Parts[1]).Fields["approval"].StructValue;

    /// <summary>The ID of an approval.</summary>
    public static string IdOf(Struct approval) => approval.Fields["id"].StringValue;

    /// <summary>A turn of the model that waits.</summary>
    public static Turn After(Task before, Turn turn) => async context =>
    {
        await before.WaitAsync(context.RequestAborted);
        await turn(context);
    };

    /// <summary>Asserts that a request is refused with an error.</summary>
    public static async Task<A2AException> RefusedAsync(A2AError error, Func<Task> ask)
    {
        var refused = await ShopTaskTests.RefusedAsync(ask);
        Assert.Equal(error, refused.Error);
        return refused;
    }

    /// <summary>Waits until a task is in such a state.</summary>
    public static async Task<AgentTask> EventuallyAsync(A2AClient client, string id, Func<TaskState, bool> holds)
    {
        AgentTask? task = null;
        await Eventually.HoldsAsync(
            async () => holds((task = await client.GetTaskAsync(new() { Id = id }, None)).Status.State),
            () => $"the task goes on, not {task}");
        return task!;
    }

    /// <summary>An order that waits for its approval.</summary>
    public static async Task<(AgentTask Task, Struct Approval)> ProposeAsync(
        this QuietShop shop, A2AClient client, SignedIn user, string sku, int quantity = 2, string method = "credit_card")
    {
        var words = $"{quantity} of {sku}, please, {Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}.";
        shop.Model.Script(words, Calls(Order(user.UserId, sku, quantity, method: method)));
        var task = (await client.SendMessageAsync(Said(words), None)).Task;
        Assert.Equal(TaskState.InputRequired, task.Status.State);
        return (task, ApprovalOf(task));
    }

    /// <summary>A question that the model does not answer.</summary>
    public static async Task<AgentTask> HangAsync(this QuietShop shop, A2AClient client, string words)
    {
        shop.Model.Script(words, After(new TaskCompletionSource().Task, Says("Never.")));
        var request = Said(words);
        request.Configuration = new() { ReturnImmediately = true };
        return (await client.SendMessageAsync(request, None)).Task;
    }

    /// <summary>Whoever works on tasks now has not said so for long.</summary>
    public static Task AbandonAsync(this QuietShop shop) =>
        shop.ExecuteAsync("gateway", "UPDATE a2a_tasks SET held_until = '2020-01-01' WHERE held_until IS NOT NULL");

    /// <summary>An order whose approval was lost at a failpoint, so that it is asked for again.</summary>
    public static async Task<AgentTask> LoseAsync(this QuietShop shop, A2AClient client, SignedIn user, string sku, string failpoint)
    {
        var (asked, approval) = await shop.ProposeAsync(client, user, sku);
        await shop.ArmAsync(failpoint, "lose");
        var lost = (await client.SendMessageAsync(Answered(asked, IdOf(approval)), None)).Task;
        Assert.Equal(TaskState.InputRequired, lost.Status.State);
        Assert.Equal(approval, ApprovalOf(lost));
        return lost;
    }

    /// <summary>Changes rows of a database, at least one.</summary>
    public static async Task ExecuteAsync(this QuietShop shop, string database, string sql, params object[] parameters)
    {
        await using var command = shop.Owner(database).CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        Assert.True(await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken) > 0);
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
}
