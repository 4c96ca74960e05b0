using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests.OpenApi;

/// <summary>The REST surface before a tool that others wrote, which makes requests of the document and holds every answer to it.</summary>
public sealed class SchemathesisTests(ShopFixture shop)
{
    // Of the longest form; the short ones end with the test command.
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromHours(3);

    [Theory]
    [InlineData(3, "examples,fuzzing")]
    [InlineData(200, "examples,coverage,fuzzing,stateful", Explicit = true)]
    public async Task What_a_stranger_is_answered_is_what_the_document_says(int cases, string phases) =>
        await RunAsync(shop.Public.BaseAddress!.ToString(), cases, phases, new JsonObject { ["sku"] = "WIDGET-001" }, []);

    [Theory]
    [InlineData(3, "examples,fuzzing")]
    [InlineData(200, "examples,coverage,fuzzing,stateful", Explicit = true)]
    [InlineData(2000, "examples,coverage,fuzzing,stateful", Explicit = true)]
    public async Task What_a_user_is_answered_is_what_the_document_says_and_often_what_was_asked_for(int cases, string phases)
    {
        using var folder = new TestFolder();
        var (user, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 1_000_000));
        var order = await shop.Public.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user.UserId, sku), user.Bearer);
        var address = shop.Public.BaseAddress!.ToString();
        var signIn = new JsonObject
        {
            ["url"] = $"{address}api/v1/sessions",
            ["email"] = (string?)user.Session["user"]!["email"],
            ["password"] = SignedIn.Password,
        };
        await RunAsync(
            address,
            cases,
            phases,
            new JsonObject
            {
                ["user_id"] = user.UserId,
                ["sku"] = sku,
                ["payment_method"] = "credit_card",
                ["order_id"] = (string?)order.Json["order_id"],
                ["transaction_id"] = (string?)order.Json["transaction_id"],
                ["POST /api/v1/sessions"] = new JsonObject
                {
                    ["email"] = (string?)signIn["email"],
                    ["password"] = SignedIn.Password,
                },
                ["POST /api/v1/tasks"] = new JsonObject
                {
                    ["agent_type"] = "inventory",
                    ["capability"] = "list_products",
                    ["input"] = "{}",
                },
            },
            [$"SHOP_SIGN_IN={signIn.ToJsonString()}", $"SHOP_COUNTS={folder.At("counts")}"]);

        var told = await File.ReadAllTextAsync(folder.At("counts"));
        TestContext.Current.TestOutputHelper!.WriteLine(told);
        var counts = JsonNode.Parse(told)!.AsObject().SelectMany(operation => operation.Value!.AsObject()).ToList();
        Assert.True(Sum(counts.Where(count => count.Key[0] == '2')) * 3 >= Sum(counts), told);
    }

    // The connection and the JWT-SVID say who it is: without a bearer it is the same operator, for the minute that the JWT-SVID is good.
    [Theory]
    [InlineData(3, "examples,fuzzing", Traits = ["Form", "long"])]
    [InlineData(200, "examples,coverage,fuzzing,stateful", Explicit = true)]
    public async Task What_an_operator_is_answered_is_what_the_document_says(int cases, string phases)
    {
        using var folder = new TestFolder();
        var (exit, output) = await CommandRun.OfAsync("identity", "export", folder.At("id"), "--data-dir", shop.DataFolder);
        Assert.True(exit == 0, output);
        using var door = await shop.HttpOfAsync("cli");
        var sku = await shop.NewProductAsync(1999, 1_000_000);
        var user = await shop.NewUserAsync();
        var order = await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku));
        var proof = await (await shop.ProofOfAsync("cli")).FetchAsync(ShopFixture.IdOf("user"), CancellationToken.None);
        await RunAsync(
            $"https://127.0.0.1:{shop.MtlsPort("gateway")}/",
            cases,
            phases,
            new JsonObject
            {
                ["user_id"] = user,
                ["sku"] = sku,
                ["payment_method"] = "credit_card",
                ["order_id"] = (string?)order.Json["order_id"],
                ["transaction_id"] = (string?)order.Json["transaction_id"],
            },
            [],
            "--header", $"{CallTokens.ActorHeader}: {proof.Token}", "--request-cert", Path.Combine(folder.At("id"), "svid.pem"),
            "--request-cert-key", Path.Combine(folder.At("id"), "key.pem"), "--tls-verify", "false", "--exclude-checks", "ignored_auth");
    }

    private static int Sum(IEnumerable<KeyValuePair<string, JsonNode?>> counts) => counts.Sum(count => (int)count.Value!);

    private static async Task RunAsync(
        string address, int cases, string phases, JsonObject known, string[] variables, params string[] options)
    {
        var venv = Path.Combine(SharedTools.Folder, "python", "venv");
        Assert.SkipUnless(File.Exists(venv), SharedTools.Missing);
        var (made, bin) = await Tool.RunAsync(CommandTimeout, venv);
        Assert.SkipUnless(made == 0, bin);

        var settings = RepositoryRoot.At("tests", "Ecommerce.SystemTests", "OpenApi");
        var (exit, output) = await Tool.RunAsync(
            CommandTimeout,
            [
                "env", "--chdir", settings, "PYTHONDONTWRITEBYTECODE=1", $"SHOP_KNOWN={known.ToJsonString()}", .. variables,
                Path.Combine(bin, "schemathesis"), "run", $"{address}openapi/v1.json", "--url", address,
                "--max-examples", cases.ToString(CultureInfo.InvariantCulture), "--phases", phases, "--checks", "all", .. options,
            ]);
        Assert.True(exit == 0, output);
    }
}
