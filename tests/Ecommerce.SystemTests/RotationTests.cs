using System.Buffers.Text;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Commands;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>Identities and their root change while buyers order.</summary>
public sealed class RotationTests(RotationTests.QuickShop shop) : IClassFixture<RotationTests.QuickShop>
{
    private const int Rotations = 2;

    [Fact]
    [Trait("Form", "long")]
    public async Task Identities_and_their_root_rotate_under_load_and_no_call_fails()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10_000));
        var identity = await shop.SourceOfAsync("cli");
        var root = Roots().Single();
        await using var load = await Load.StartAsync(shop, user, sku);
        await load.UntilEachAsync(status => status < 300);

        await RotateAsync();
        Assert.Equal(0, await CommandLine.RunAsync(["authority", "rotate", "--data-dir", shop.DataFolder]));
        await Eventually.HoldsAsync(
            () => Task.FromResult(Roots() is [var only] && only != root), () => $"the roots are {string.Join(", ", Roots())}");
        await RotateAsync();
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

        // All live equally long, so that when one has changed so often the others have too, but for one change.
        Task RotateAsync()
        {
            var wanted = identity.Current!.Generation + Rotations;
            return Eventually.HoldsAsync(
                () => Task.FromResult(identity.Current!.Generation >= wanted), () => $"generation {identity.Current!.Generation}");
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
