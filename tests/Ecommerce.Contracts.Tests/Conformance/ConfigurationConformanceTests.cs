using System.Globalization;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.Contracts.Tests.Conformance;

/// <summary>Holds every agent's configuration file to the schema and to the list of agents.</summary>
public class ConfigurationConformanceTests
{
    private static readonly string[] PortFields = ["server:port", "server:grpc_health_port", "server:http_health_port"];

    public static TheoryData<string> Names => [.. AgentNames.All];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_names_its_agent_and_the_ports_of_its_place(string name)
    {
        var settings = AgentYaml.Read(RepositoryRoot.At("config", $"{name}.yaml"));
        var place = Agents.All.Single(agent => agent.Name == name).PortOffset;

        Assert.Empty(AgentSchema.Check(settings));
        Assert.Equal(name, Value("agent:name"));
        Assert.All(PortFields, port => Assert.Equal(Number(AgentSchema.Default(port)) + place, Number(Value(port))));

        string Value(string key) => Assert.Single(settings, setting => setting.Key == key).Value;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
