using System.Globalization;
using Ecommerce.Contracts;

namespace Ecommerce.Development;

/// <summary>What all agents of a shop are started with.</summary>
/// <param name="Ports">The shop's ports.</param>
/// <param name="Credentials">Passwords of the database roles.</param>
/// <param name="Socket">Address of a workload's SPIFFE socket.</param>
/// <param name="Temporary">Folder for temporary files.</param>
/// <param name="PortOf">See <see cref="ShopOptions"/>.</param>
/// <param name="Extra">Further variables, such as where telemetry goes.</param>
internal sealed record AgentSurroundings(
    Ports Ports, DatabaseCredentials Credentials, Func<string, string> Socket, string Temporary, PortMap PortOf,
    IReadOnlyDictionary<string, string> Extra)
{
    /// <summary>The port at which an agent finds PostgreSQL.</summary>
    public int PostgresOf(AgentProgram agent) => PortOf(agent.Name, ShopProcesses.Postgres, Ports.Postgres);
}

/// <summary>The whole environment of an agent's process: nothing of the shell's is inherited.</summary>
internal static class AgentEnvironment
{
    /// <summary>For the serving process: the databases' app roles.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="own">Where this process of it listens.</param>
    /// <param name="surroundings">What all agents are started with.</param>
    public static Dictionary<string, string> ForServing(AgentProgram agent, Ports own, AgentSurroundings surroundings)
    {
        var ports = surroundings.Ports;
        var variables = Create(agent, database => surroundings.Credentials.AppConnection(surroundings.PostgresOf(agent), database));
        // What a killed process leaves behind goes with the folder.
        variables["TMPDIR"] = surroundings.Temporary;
        variables["SPIFFE_ENDPOINT_SOCKET"] = surroundings.Socket(agent.Name);
        variables["AGENTWEAVE_SERVER_HOST"] = "127.0.0.1";
        variables["AGENTWEAVE_SERVER_PORT"] = Text(own.Mtls(agent));
        variables["AGENTWEAVE_SERVER_GRPC_HEALTH_PORT"] = Text(own.GrpcHealth(agent));
        variables["AGENTWEAVE_SERVER_HTTP_HEALTH_PORT"] = Text(own.HttpHealth(agent));
        if (agent.Name == AgentNames.Gateway)
        {
            variables["AGENTWEAVE_SERVER_PUBLIC_PORT"] = Text(own.Public);
        }

        foreach (var (setting, address) in ports.AddressesBy((callee, port) => surroundings.PortOf(agent.Name, callee.Name, port)))
        {
            variables[setting.Replace(":", "__", StringComparison.Ordinal)] = address!;
        }

        foreach (var (name, value) in surroundings.Extra)
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>For <c>migrate</c>, which neither listens nor calls.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="owner">Connection string of a database's owner.</param>
    public static Dictionary<string, string> ForMigration(AgentProgram agent, Func<string, string> owner) => Create(agent, owner);

    /// <summary>What every process of the shop is given.</summary>
    public static Dictionary<string, string> OfProcess() => new()
    {
        ["DOTNET_ROOT"] = AgentProgram.DotnetRoot,
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["AGENTWEAVE_AGENT_ENVIRONMENT"] = "development",
        [Registrations.TrustDomainVariable] = Registrations.TrustDomain,
        // Neither debugger, profiler nor diagnostic socket: through each of them others could load code into the process.
        ["DOTNET_EnableDiagnostics"] = "0",
    };

    private static Dictionary<string, string> Create(AgentProgram agent, Func<string, string> connection)
    {
        var variables = OfProcess();
        variables["AGENTWEAVE_CONFIG"] = RepositoryRoot.At("config", $"{agent.Name}.yaml");
        variables["AGENTWEAVE_AUTHORIZATION_POLICY_PATH"] = RepositoryRoot.At("policies");
        foreach (var database in agent.Databases)
        {
            variables[$"ConnectionStrings__{database}"] = connection(database);
        }

        return variables;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
