using Ecommerce.Contracts;

namespace Ecommerce.Development.Tests;

public sealed class PortsTests
{
    [Fact]
    public void Without_a_base_the_ports_are_the_well_known_ones()
    {
        var ports = new Ports(Base: null);
        Assert.Equal(8080, ports.Public);
        Assert.Equal([8443, 8444, 8445, 8446, 8447], AgentProgram.All.Select(ports.Mtls));
        Assert.Equal([9443, 9444, 9445, 9446, 9447], AgentProgram.All.Select(ports.GrpcHealth));
        Assert.Equal([9543, 9544, 9545, 9546, 9547], AgentProgram.All.Select(ports.HttpHealth));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1024)]
    [InlineData(8440)]
    [InlineData(Ports.HighestBase)]
    public void No_two_ports_are_the_same(int? portBase)
    {
        var ports = new Ports(portBase);
        Assert.Distinct([.. ports.All, .. PortsOfMoreAgents(ports)]);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(20000)]
    [InlineData(Ports.HighestBase)]
    public void Of_a_base_every_port_lies_in_its_span(int portBase)
    {
        var ports = new Ports(portBase);
        Assert.All(
            [.. ports.All, .. PortsOfMoreAgents(ports)],
            port => Assert.InRange(port, portBase, Math.Min(portBase + Ports.Span - 1, 65535)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(8440)]
    [InlineData(Ports.HighestBase - ((Ports.MaxReplicas - 1) * Ports.Span))]
    public void Every_process_of_an_agent_has_ports_of_its_own(int? portBase)
    {
        var ports = new Ports(portBase, Ports.MaxReplicas);
        Assert.Distinct([.. ports.All, .. ports.ByReplica.SelectMany(PortsOfMoreAgents)]);
        Assert.All(ports.All, port => Assert.InRange(port, 1024, 65535));
        Assert.Equal(Ports.MaxReplicas * AgentProgram.All.Count, ports.Addresses.Select(address => address.Value).Distinct().Count());
        Assert.Contains(new("services:order:https:7", $"https://127.0.0.1:{Last().Mtls(Order())}"), ports.Addresses);

        Ports Last() => ports.ByReplica.Last();

        static AgentProgram Order() => AgentProgram.All.Single(agent => agent.Name == AgentNames.Order);
    }

    // As many agents as there may be, beside those that there are.
    private static IEnumerable<int> PortsOfMoreAgents(Ports ports) =>
        from offset in Enumerable.Range(0, Agents.MaxPortOffset + 1).Except(Agents.All.Select(agent => agent.PortOffset))
        let agent = new AgentProgram(Agents.All[0] with { PortOffset = offset }, "Ecommerce.More")
        from port in (int[])[ports.Mtls(agent), ports.GrpcHealth(agent), ports.HttpHealth(agent)]
        select port;
}
