using Ecommerce.Contracts;

namespace Ecommerce.AppHost.Tests;

/// <summary>Where the databases of a published shop are.</summary>
public sealed class PostgresTests(PublishedManifest container, ManifestForExternalPostgres external)
    : IClassFixture<PublishedManifest>, IClassFixture<ManifestForExternalPostgres>
{
    [Fact]
    public void PostgreSQL_is_published_as_a_container_with_a_volume()
    {
        var postgres = container.Resources["postgres"]!;
        Assert.StartsWith("container.", (string?)postgres["type"], StringComparison.Ordinal);
        Assert.Single(postgres["volumes"]!.AsArray());
        Assert.StartsWith("Host={postgres.bindings.tcp.host};", ConnectionOf(container, "orders-app"), StringComparison.Ordinal);
    }

    [Fact]
    public void With_an_external_one_no_container_is_published_and_every_role_is_told_where_it_is()
    {
        Assert.DoesNotContain(
            external.Resources, resource => ((string)resource.Value!["type"]!).StartsWith("container.", StringComparison.Ordinal));
        foreach (var database in Agents.All.SelectMany(agent => agent.Databases))
        {
            foreach (var role in (string[])["owner", "app"])
            {
                Assert.Equal(
                    $"{{postgres-server.value}};Database={database};Username={database}_{role};"
                    + $"Password={{{database}-{role}-password.value}}",
                    ConnectionOf(external, $"{database}-{role}"));
            }
        }
    }

    [Fact]
    public void With_an_external_one_the_set_up_step_has_the_connection_string_that_the_operator_gives()
    {
        Assert.Equal("parameter.v0", (string?)external.Resources["postgres"]!["type"]);
        Assert.StartsWith(
            "{postgres.", external.EnvironmentOf("database-setup")["ConnectionStrings__postgres"], StringComparison.Ordinal);
        Assert.Equal("{orders-app.connectionString}", external.EnvironmentOf(AgentNames.Order)["ConnectionStrings__orders"]);
    }

    private static string ConnectionOf(PublishedManifest manifest, string resource) =>
        (string)manifest.Resources[resource]!["connectionString"]!;
}
