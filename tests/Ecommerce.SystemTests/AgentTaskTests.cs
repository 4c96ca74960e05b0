using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using A2A;
using A2A.Cards;
using A2A.Client;
using A2A.V1;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Testing;
using Google.Protobuf.WellKnownTypes;
using Spiffe;
using Spiffe.Tls;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.SystemTests;

/// <summary>The Agent2Agent protocol on every agent's mutual TLS.</summary>
public sealed class AgentTaskTests(ShopFixture shop)
{
    public static TheoryData<string> Agents => [.. AgentNames.All];

    public static TheoryData<string> Bindings => [A2AProtocol.JsonRpc, A2AProtocol.HttpJson, A2AProtocol.Grpc];

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task A2A_7_1_every_agent_has_a_card_by_mutual_TLS_that_its_own_SVID_has_signed(string agent)
    {
        var id = ShopFixture.IdOf(agent);
        using var client = await ConnectAsync(shop, agent, A2AProtocol.JsonRpc);
        var signers = await CardSignatures.VerifyAsync(
            client.Card, async (header, _) => header.KeyId == id ? await KeyAsync(header, id) : null, CancellationToken.None);

        Assert.Single(signers);
        Assert.Contains(client.Card.Skills, skill => skill.Id == "read_audit" && skill.Description.Length > 0);
        Assert.DoesNotContain(client.Card.Skills, skill => skill.Id is "countersign_audit" or "export_user_data");
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_capability_is_called_as_a_task_that_its_owner_finds_again(string binding)
    {
        using var client = await ConnectAsync(shop, AgentNames.Inventory, binding);
        var task = await SendAsync(client, "list_products", """{"page_size": 1}""");

        Assert.Equal(TaskState.Completed, task.Status.State);
        Assert.Single(task.Artifacts[0].Parts[0].Data.StructValue.Fields["products"].ListValue.Values);
        Assert.Equal(task, await client.GetTaskAsync(new() { Id = task.Id }, CancellationToken.None));
        var page = await client.ListTasksAsync(new() { PageSize = 1, ContextId = task.ContextId }, CancellationToken.None);
        Assert.Equal((task.Id, 1), (Assert.Single(page.Tasks).Id, page.TotalSize));
        Assert.Equal(
            TaskState.Rejected, (await SendAsync(
                client, "adjust_stock", """{"sku": "NO-SUCH-SKU", "delta": 1, "reason": "none"}""")).Status.State);
    }

    [Fact]
    public async Task The_command_line_proves_cards_and_shows_tasks()
    {
        var (code, output) = await RunAsync("card", "order", "--verify");
        Assert.True(code == ExitCodes.Done, output);
        Assert.Equal(ShopFixture.IdOf(AgentNames.Order), (string?)JsonNode.Parse(output)!["signed_by"]!["spiffe_id"]);

        using var client = await ConnectAsync(shop, AgentNames.Inventory, A2AProtocol.JsonRpc);
        var task = await SendAsync(client, "list_products", """{"page_size": 1}""");
        foreach (var arguments in new[]
        {
            new[] { "task", "list", "inventory", "--state", "completed" }, ["task", "get", task.Id], ["task", "watch", task.Id],
        })
        {
            (code, output) = await RunAsync(arguments);
            Assert.True(code == ExitCodes.Done, output);
            Assert.Contains(task.Id, output, StringComparison.Ordinal);
        }

        foreach (var arguments in new[] { new[] { "task", "cancel", task.Id }, ["task", "get", $"inventory.{new string('0', 32)}"] })
        {
            (code, output) = await RunAsync(arguments);
            Assert.True(code == ExitCodes.Failed, output);
        }
    }

    [Fact]
    public async Task A_client_of_the_gateway_sees_what_the_gateway_lets_it_do()
    {
        using var client = await ConnectAsync(shop, AgentNames.Gateway, A2AProtocol.HttpJson, "cli");

        Assert.Contains(client.Card.Skills, skill => skill.Id == "health");
        Assert.DoesNotContain(client.Card.Skills, skill => skill.Id == "read_audit");
        var task = await SendAsync(client, "health", "{}");
        Assert.Equal("healthy", task.Artifacts[0].Parts[0].Data.StructValue.Fields["gateway"].StringValue);
    }

    private Task<(int Code, string Output)> RunAsync(params string[] arguments) =>
        CommandRun.InShellAsync("ECOMMERCE_IDENTITY=admin exec \"$@\"", [.. arguments, "--data-dir", shop.DataFolder]);

    /// <summary>A client of an agent, by mutual TLS.</summary>
    internal static async Task<A2AClient> ConnectAsync(
        ShopFixture shop, string agent, string binding, string identity = "admin", (string Name, string Value)? header = null)
    {
        var http = await HttpAsync(shop, agent, identity);
        if (header is var (name, value))
        {
            http.DefaultRequestHeaders.Add(name, value);
        }

        return await A2AClient.ConnectAsync(http.BaseAddress!, new() { Http = http, Bindings = [binding] }, CancellationToken.None);
    }

    /// <summary>HTTP to an agent, by mutual TLS.</summary>
    internal static async Task<HttpClient> HttpAsync(ShopFixture shop, string agent, string identity) =>
        new(new SpiffeHttpHandler(await shop.SourceOfAsync(identity), SpiffeId.Parse(ShopFixture.IdOf(agent))))
        {
            BaseAddress = new Uri($"https://127.0.0.1:{shop.MtlsPort(agent)}"),
        };

    // By the bundle of the agent's trust domain, which the signature does not bring along.
    private async Task<AsymmetricAlgorithm?> KeyAsync(CardSignatureHeader header, string id)
    {
        var bundles = (await shop.SourceOfAsync("admin")).Current!.Bundles;
        var chain = SvidChain.Verify(header.Certificates, bundles, TimeProvider.System.GetUtcNow());
        return chain.Id.ToString() == id ? chain.Leaf.GetECDsaPublicKey() : null;
    }

    /// <summary>Sends a message that calls a capability.</summary>
    internal static async Task<A2A.V1.Task> SendAsync(
        A2AClient client, string skill, string json, TaskPushNotificationConfig? push = null, bool returnImmediately = false)
    {
        var message = new Message
        {
            MessageId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(),
            Role = Role.User,
            Metadata = new() { Fields = { ["skillId"] = Value.ForString(skill) } },
            Parts = { new Part { Data = Value.ForStruct(Google.Protobuf.JsonParser.Default.Parse<Struct>(json)) } },
        };
        var request = new SendMessageRequest
        {
            Message = message,
            Configuration = new() { TaskPushNotificationConfig = push, ReturnImmediately = returnImmediately },
        };
        return (await client.SendMessageAsync(request, CancellationToken.None)).Task;
    }
}
