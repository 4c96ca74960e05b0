namespace Ecommerce.Contracts.Tests;

public class AgentsTests
{
    [Fact]
    public void No_two_agents_share_a_name_a_service_a_database_or_a_place_among_the_ports()
    {
        Assert.Distinct(Agents.All.Select(agent => agent.Name));
        Assert.Distinct(Agents.All.Select(agent => agent.Service.FullName));
        Assert.Distinct(Agents.All.SelectMany(agent => agent.Databases));
        Assert.Distinct(Agents.All.Select(agent => agent.PortOffset));
        Assert.All(Agents.All, agent => Assert.InRange(agent.PortOffset, 0, Agents.MaxPortOffset));
    }

    [Fact]
    public void The_list_names_every_agent_that_has_a_name_but_the_administrator() => Assert.Equal(
        typeof(AgentNames).GetFields().Select(name => (string)name.GetRawConstantValue()!).Except([AgentNames.Admin]),
        Agents.All.Select(agent => agent.Name));
}
