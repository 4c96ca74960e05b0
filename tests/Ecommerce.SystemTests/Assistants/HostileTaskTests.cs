using A2A;
using A2A.V1;
using Ecommerce.SystemTests.Attacks;
using static Ecommerce.SystemTests.Assistants.AskedTasks;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.SystemTests.Assistants;

/// <summary>The models of <see cref="HostileModelTests"/>, asked over Agent2Agent.</summary>
[Collection<QuietShopCollection>]
public sealed class HostileTaskTests(QuietShop shop)
{
    // One for each end of a task; the long form has all.
    private static readonly HashSet<string> First = ["It orders for another user", "It orders without asking", "It fails"];

    public static IEnumerable<TheoryDataRow<string>> Names => HostileModelTests.Names.Select(row =>
        First.Contains(row.Data) ? new TheoryDataRow<string>(row.Data) : new TheoryDataRow<string>(row.Data).WithTrait("Form", "long"));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nothing_comes_of_it_as_a_task_either(string attack)
    {
        var (ann, bob) = await HostileModelTests.BuyersAsync(shop);
        using var client = await ShopTaskTests.ConnectAsync(shop, ann.SignedIn, A2AProtocol.JsonRpc);
        var held = await shop.HoldingsAsync();
        var asked = await QuestionsAsync();
        var words = $"{attack}, as a task.";
        shop.Model.Script(words, HostileModelTests.TurnsOf(attack, ann, bob));
        var task = (await client.SendMessageAsync(Said(words), CancellationToken.None)).Task;

        Assert.True(task.Status.State is TaskState.Completed or TaskState.InputRequired or TaskState.Failed, $"{task}");
        Assert.DoesNotContain(bob.User, $"{task.Artifacts}", StringComparison.Ordinal); // what the model asked for is told all the same
        await shop.UnchangedAsync(held, attack, isTask: true);
        Assert.Equal(asked + 1, await QuestionsAsync());
    }

    private Task<long> QuestionsAsync() => shop.CountAsync(
        "gateway", "SELECT count(*) FROM audit WHERE action = 'task.ask' AND decision = 'allow'");
}
