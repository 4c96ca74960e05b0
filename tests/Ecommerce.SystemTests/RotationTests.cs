using System.Buffers.Text;
using System.Text.Json.Nodes;
using A2A;
using A2A.Client;
using A2A.V1;
using Ecommerce.Cli.Commands;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.Testing;
using Spiffe;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.SystemTests;

/// <summary>Identities and their root change while buyers order.</summary>
public sealed class RotationTests(RotationTests.QuickShop shop) : IClassFixture<RotationTests.QuickShop>
{
    [Fact]
    [Trait("Form", "long")]
    public async Task Identities_and_their_root_rotate_under_load_and_no_call_fails()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10_000));
        var identity = await shop.SourceOfAsync("cli");
        var root = Roots().Single();
        await using var load = await Load.StartAsync(shop, user, sku);
        await load.UntilEachAsync(status => status < 300);

        await RotatedAsync(identity);
        Assert.Equal(0, await CommandLine.RunAsync(["authority", "rotate", "--data-dir", shop.DataFolder]));
        await Eventually.HoldsAsync(
            () => Task.FromResult(Roots() is [var only] && only != root), () => $"the roots are {string.Join(", ", Roots())}");
        await RotatedAsync(identity);
        load.Forget();
        await load.UntilEachAsync(status => status < 300);
        await load.StopAsync();

        Assert.Empty(load.Unexpected);
        Assert.Equal(0, load.Refused);
        foreach (var agent in AgentNames.All)
        {
            Assert.DoesNotContain("is refused", shop.LogOf(agent), StringComparison.Ordinal);
        }

        List<string> Roots() => [.. identity.Current!.Bundles.All.Single().Authorities.Select(authority => authority.Thumbprint)];
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task A_task_that_watches_an_order_outlives_the_identities_of_its_caller_and_of_the_agents()
    {
        var ann = await SignedIn.CreateAsync(shop);
        var order = Rest.OrderOf(ann.UserId, await shop.NewProductAsync(1999, 10), method: "test_requires_action");
        using var user = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        using var program = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.Grpc);
        await AgentTaskTests.SendAsync(user, "create_order", order, returnImmediately: true);
        await Eventually.HoldsAsync(async () => (await shop.OrdersOfAsync(ann.UserId)).Count == 1, () => "there is no order");
        var (id, _) = Assert.Single(await shop.OrdersOfAsync(ann.UserId));
        List<(A2AClient Client, string Id)> watched = [];
        foreach (var client in new[] { user, program })
        {
            var watch = $$"""{"order_id": "{{id}}"}""";
            watched.Add((client, (await AgentTaskTests.SendAsync(client, "watch_order", watch, returnImmediately: true)).Id));
        }

        // From one change to the second after it is as long as an identity lives, and as any connection from before.
        await RotatedAsync(await shop.SourceOfAsync("cli"), times: 3);
        await ShopTaskTests.FinishAsync(shop, ann);

        foreach (var (client, task) in watched)
        {
            A2A.V1.Task? ended = null;
            await Eventually.HoldsAsync(
                async () => (ended = await client.GetTaskAsync(new() { Id = task }, CancellationToken.None)).Status.State
                    is not TaskState.Working,
                () => $"{ended}");
            Assert.True(ended!.Status.State == TaskState.Completed, $"{ended.Status}");
            var events = ended.Artifacts[0].Parts.Select(part => part.Data.StructValue.Fields).ToList();
            Assert.Equal("confirmed", events[^1]["type"].StringValue);
            Assert.Equal(Enumerable.Range(1, events.Count), events.Select(happened => (int)happened["event_id"].NumberValue));
        }
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Signing_keys_and_policies_change_under_load_of_clients_and_users_and_no_call_fails()
    {
        var (user, ann) = (await shop.NewUserAsync(), await SignedIn.CreateAsync(shop));
        var sku = await shop.NewProductAsync(1999, 10_000);
        await using var clients = await Load.StartAsync(shop, user, sku);
        await using var users = Load.StartOf(shop, ann, sku);
        Load[] loads = [clients, users];
        await AnsweredAsync();
        var before = KeyOf(ann.Token);
        Assert.Equal([before, before], await TransactionKeysAsync());

        // It signs ten seconds after it is published, and not two minutes: who verifies reads keys anew after five, if need be.
        await shop.CallAsync("rotate_signing_keys", "{}", AgentNames.User, "admin");
        await using (var command = shop.Owner("users").CreateCommand(
            "UPDATE signing_keys SET signs_from = signs_from - interval '110 seconds'"))
        {
            Assert.Equal(2, await command.ExecuteNonQueryAsync());
        }

        await Eventually.HoldsAsync(
            async () => await shop.CountAsync("users", "SELECT count(*) FROM signing_keys WHERE signs_from < now()") == 2,
            () => "the new key signs");

        // Who comes with an access token of before is called for by transaction tokens of now, and so is who signs in now.
        var after = KeyOf((await SignedIn.CreateAsync(shop)).Token);
        Assert.NotEqual(before, after);
        Assert.Equal([after, after], await TransactionKeysAsync());
        await File.AppendAllTextAsync(Path.Combine(shop.Policies, "lib", "shop.rego"), "\n# Another revision.\n");
        foreach (var agent in AgentNames.All)
        {
            await Eventually.HoldsAsync(
                () => Task.FromResult(shop.LogOf(agent).Split("are in effect").Length > 2), () => $"{agent} has the old policies");
        }

        await AnsweredAsync();
        foreach (var load in loads)
        {
            await load.StopAsync();
            Assert.Empty(load.Unexpected);
            Assert.Equal(0, load.Refused);
        }

        // Requests of each kind that came from now on.
        async Task AnsweredAsync()
        {
            foreach (var load in loads)
            {
                load.Forget();
                await load.UntilEachAsync(status => status < 300);
            }
        }

        async Task<string[]> TransactionKeysAsync() =>
        [
            KeyOf(await shop.ExchangeAsync("get_order", "cli")), KeyOf(await shop.ExchangeAsync("get_order", access: ann.Token)),
        ];

        static string KeyOf(string token) =>
            (string)JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[0]))!["kid"]!;
    }

    [Fact]
    public async Task A_root_cannot_be_rotated_where_no_authority_runs()
    {
        using var folder = new TestFolder();

        Assert.Equal(3, await CommandLine.RunAsync(["authority", "rotate", "--data-dir", folder.At("nothing")]));
    }

    [Fact]
    public async Task The_authority_has_a_log_of_its_own()
    {
        var workloads = Registrations.Read(Registrations.File).Count;
        Assert.Contains($"serves {workloads} workloads", shop.LogOf("authority"), StringComparison.Ordinal);
        Assert.Equal(0, await CommandLine.RunAsync(["logs", "authority", "--data-dir", shop.DataFolder]));
    }

    // All live equally long, so that when one has changed so often the others have too, but for one change.
    private static Task RotatedAsync(X509Source identity, int times = 2)
    {
        var wanted = identity.Current!.Generation + times;
        return Eventually.HoldsAsync(
            () => Task.FromResult(identity.Current!.Generation >= wanted), () => $"generation {identity.Current!.Generation}");
    }

    /// <summary>
    /// A shop of its own, whose identities live for seconds. A connection has a tenth of that left when it is retired, which must be
    /// longer than an order takes on a busy machine.
    /// </summary>
    public sealed class QuickShop : ShopFixture
    {
        private readonly TestFolder _policies = new();

        public QuickShop()
        {
            foreach (var file in Directory.EnumerateFiles(RepositoryRoot.At("policies"), "*.rego", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(Policies, Path.GetRelativePath(RepositoryRoot.At("policies"), file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            AgentVariables["AGENTWEAVE_AUTHORIZATION_POLICY_PATH"] = Policies;
        }

        /// <summary>The shop's own copy of the policies.</summary>
        public string Policies => _policies.At("policies");

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            _policies.Dispose();
        }

        protected override TimeSpan? SvidLifetime => TimeSpan.FromSeconds(15);
    }
}
