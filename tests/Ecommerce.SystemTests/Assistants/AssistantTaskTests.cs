using A2A;
using A2A.Errors;
using A2A.Server;
using A2A.V1;
using Ecommerce.SystemTests.Attacks;
using static Ecommerce.SystemTests.Assistants.AskedTasks;
using static Ecommerce.SystemTests.Assistants.ScriptedModel;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.SystemTests.Assistants;

/// <summary>Plain words over Agent2Agent: a question is a task, and the answer its artifact.</summary>
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
    public async Task A_question_under_way_is_cancelled()
    {
        using var client = await ShopTaskTests.ConnectAsync(shop, await SignedIn.CreateAsync(shop), A2AProtocol.JsonRpc);
        var begun = await shop.HangAsync(client, "Will this be cancelled?");
        Assert.Equal(TaskState.Canceled, (await client.CancelTaskAsync(new() { Id = begun.Id }, None)).Status.State);
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

    private static bool IsStatus(StreamResponse told) => told.StatusUpdate is not null;
}
