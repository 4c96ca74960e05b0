using Npgsql;

namespace Ecommerce.Development.Tests;

public sealed class AgentEnvironmentTests
{
    private static readonly AgentSurroundings Surroundings = new(
        new Ports(20000), new DatabaseCredentials("super", DatabaseNames.Roles.ToDictionary(role => role, role => $"password of {role}")),
        name => $"unix:///run/{name}.sock", "/run", (_, _, port) => port,
        new Dictionary<string, string> { ["EXTRA"] = "yes" });

    [Fact]
    public void An_agent_serves_with_the_app_role_of_its_own_databases_alone()
    {
        foreach (var agent in AgentProgram.All)
        {
            var variables = AgentEnvironment.ForServing(agent, Surroundings.Ports, Surroundings);
            Assert.Equal(
                agent.Databases.Select(database => $"ConnectionStrings__{database}").Order(),
                variables.Keys.Where(name => name.StartsWith("ConnectionStrings", StringComparison.Ordinal)).Order());
            Assert.All(agent.Databases, database => Assert.Equal(
                DatabaseNames.App(database), new NpgsqlConnectionStringBuilder(variables[$"ConnectionStrings__{database}"]).Username));
        }
    }

    [Fact]
    public void An_agent_migrates_with_the_owner_role()
    {
        var payment = AgentProgram.All.Single(agent => agent.Name == "payment");
        var variables = AgentEnvironment.ForMigration(
            payment, database => Surroundings.Credentials.OwnerConnection(Surroundings.PostgresOf(payment), database));
        Assert.Equal("payments_owner", new NpgsqlConnectionStringBuilder(variables["ConnectionStrings__payments"]).Username);
        Assert.Equal("sandbox_owner", new NpgsqlConnectionStringBuilder(variables["ConnectionStrings__sandbox"]).Username);
    }

    [Fact]
    public void An_agent_gets_its_own_socket_and_every_agents_address()
    {
        var order = AgentProgram.All.Single(agent => agent.Name == "order");
        var variables = AgentEnvironment.ForServing(order, Surroundings.Ports, Surroundings);
        Assert.Equal("unix:///run/order.sock", variables["SPIFFE_ENDPOINT_SOCKET"]);
        Assert.Equal("20012", variables["AGENTWEAVE_SERVER_PORT"]);
        Assert.Equal("https://127.0.0.1:20013", variables["services__payment__https__0"]);
        Assert.Equal("yes", variables["EXTRA"]);
        Assert.Equal("0", variables["DOTNET_EnableDiagnostics"]);
        Assert.DoesNotContain("AGENTWEAVE_SERVER_PUBLIC_PORT", variables.Keys);
    }

    [Fact]
    public void What_lies_between_the_agents_is_at_the_ports_of_each_one()
    {
        var order = AgentProgram.All.Single(agent => agent.Name == "order");
        var farther = Surroundings with { PortOf = (from, to, port) => from == "order" && to != "inventory" ? port + 1000 : port };
        var variables = AgentEnvironment.ForServing(order, farther.Ports, farther);
        Assert.Equal("https://127.0.0.1:21013", variables["services__payment__https__0"]);
        Assert.Equal("https://127.0.0.1:20014", variables["services__inventory__https__0"]);
        Assert.Equal(21001, new NpgsqlConnectionStringBuilder(variables["ConnectionStrings__orders"]).Port);
    }
}
