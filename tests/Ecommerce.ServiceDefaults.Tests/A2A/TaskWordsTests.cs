using A2A.V1;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Tasks;
using Ecommerce.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using AgentTask = A2A.V1.Task;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.Tests.A2A;

/// <summary>What holds of a task in plain words, whichever replica works on it.</summary>
public sealed class TaskWordsTests(PostgresFixture postgres)
{
    private static readonly TaskOwner Admin = new("spiffe://agentweave.io/agent/admin", null);
    private static readonly Guid Replica = new("01900000-0000-7000-8000-000000000001");
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(true, TaskState.InputRequired)]
    [InlineData(false, TaskState.Canceled)]
    public async Task What_was_declined_is_cancelled_by_who_takes_it_over_and_what_was_approved_is_asked_for_again(
        bool isGiven, TaskState state)
    {
        await using var database = await CreateAsync();
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        await using var agent = await TaskAgent.StartAsync(database, time);
        var proposal = new TaskProposal(
            new() { Fields = { ["id"] = Value.ForString("1"), ["capability"] = Value.ForString("create_order") } }, isGiven);
        var task = await BeginAsync(new(database.App, time), proposal);
        await using (var abandon = database.Owner.CreateCommand("UPDATE a2a_tasks SET held_until = '2020-01-01'"))
        {
            await abandon.ExecuteNonQueryAsync(None);
        }

        var client = agent.OfAdmin();
        AgentTask? taken = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                time.Advance(TaskStore.Lease / 4);
                taken = await client.GetTaskAsync(new() { Id = TaskKey.TextOf("order", task.Id) }, None);
                return taken.Status.State != TaskState.Working;
            },
            () => $"the task is taken over, not {taken}");
        Assert.Equal(state, taken!.Status.State);
        Assert.Equal(isGiven ? proposal : null, TaskProposal.Of(taken.Status.Message));
    }

    [Fact]
    public async Task A_question_that_is_about_to_change_something_is_cancelled_by_no_replica_and_one_that_is_cancelled_changes_nothing()
    {
        await using var database = await CreateAsync();
        var store = new TaskStore(database.App, TimeProvider.System);
        var (reading, changing) = (await BeginAsync(store), await BeginAsync(store));

        Assert.True(await store.ChangeAsync(changing, Replica, "update_profile", None));
        Assert.False(await CancelAsync(store, changing));
        Assert.True(await CancelAsync(store, reading));
        Assert.False(await store.ChangeAsync(reading, Replica, "update_profile", None));
        Assert.False(await store.ChangeAsync(changing, Guid.Empty, "update_profile", None)); // another replica's
    }

    private Task<TestDatabase> CreateAsync() => postgres.CreateDatabaseAsync("orders", typeof(TaskWordsTests).Assembly);

    private static async Task<TaskKey> BeginAsync(TaskStore store, TaskProposal? proposal = null)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var message = new Message { MessageId = id.ToString("N"), Role = Role.User, Parts = { new Part { Text = "words" } } };
        var begun = new NewTask(new(id, TaskKey.HashOf(Admin)), Admin, "a context", message, message.ToByteArray())
        {
            Holder = Replica,
            Capability = proposal?.Capability,
            Note = proposal is null ? null : new TaskTexts("", "").Note(id, "It is answered.", proposal.Write()),
        };
        return (await store.BeginAsync(begun, None)).Key;
    }

    // As every replica does.
    private static Task<bool> CancelAsync(TaskStore store, TaskKey key) =>
        store.CancelAsync(key, new TaskTexts("", "").Status(TaskState.Canceled, store.Now()), harmless: ["get_order"], None);
}
