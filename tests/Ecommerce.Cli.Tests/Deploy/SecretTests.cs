using System.Text.Json.Nodes;
using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Npgsql;

namespace Ecommerce.Cli.Tests.Deploy;

/// <summary>What <c>deploy/kubernetes/secrets.sh</c> prints, and what pods refer to.</summary>
public sealed class SecretTests
{
    // What others give the operator; docs/kubernetes.md says how to make them.
    private static readonly string[] Given = ["gateway-public-tls", "payment-provider"];

    public static TheoryData<string> Overlays => [.. Manifests.Overlays];

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Every_secret_that_a_pod_refers_to_is_printed_or_given(string overlay)
    {
        var printed = await PrintAsync();
        var pods = (await Manifests.OfAsync(overlay)).Select(resource => resource["spec"]?["template"]).OfType<JsonObject>()
            .Select(template => new AgentPod(template)).ToList();

        Assert.All(pods.SelectMany(pod => pod.Secrets), secret => Assert.Contains(secret.Key, printed[secret.Secret].Keys));
        var volumes = pods.SelectMany(pod => Manifests.Items(pod.Spec["volumes"]))
            .Select(volume => (string?)volume["secret"]?["secretName"]).OfType<string>();
        Assert.Subset(printed.Keys.Concat(Given).ToHashSet(), volumes.ToHashSet());
    }

    [Fact]
    public async Task Every_role_has_one_password_and_every_database_a_connection_for_each_of_its_roles()
    {
        var printed = await PrintAsync();
        var passwords = printed["database-passwords"];

        Assert.Equal(DatabaseNames.Roles.Order(), passwords.Keys.Order());
        Assert.Equal(passwords.Count, passwords.Values.Distinct().Count());
        foreach (var agent in AgentProgram.All)
        {
            foreach (var database in agent.Databases)
            {
                Check(printed[$"{agent.Name}-database"][database], database, DatabaseNames.App(database));
                Check(printed[$"{agent.Name}-database-owner"][database], database, DatabaseNames.Owner(database));
            }
        }

        Assert.Equal(32, Convert.FromBase64String(printed["user-token-key"]["token-key"]).Length);

        void Check(string text, string database, string role)
        {
            var connection = new NpgsqlConnectionStringBuilder(text);
            Assert.Equal(
                ("db.example", database, role, passwords[role]),
                (connection.Host, connection.Database, connection.Username, connection.Password));
        }
    }

    [Fact]
    public async Task Secrets_are_new_each_time() =>
        Assert.Empty((await PrintAsync())["database-passwords"].Values.Intersect((await PrintAsync())["database-passwords"].Values));

    private static async Task<Dictionary<string, Dictionary<string, string>>> PrintAsync()
    {
        var (code, output) = await Tool.RunAsync(
            TimeSpan.FromMinutes(2), RepositoryRoot.At("deploy", "kubernetes", "secrets.sh"), "db.example");
        Assert.Equal(0, code);
        return Manifests.Parse(output).ToDictionary(Manifests.NameOf, secret => Manifests.Texts(secret["stringData"]));
    }
}
